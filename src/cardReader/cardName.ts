import { fold } from '../db/sql/fold.ts';
import type { Piece } from './cardLines.ts';
import { findCompanyStart } from './cardWords.ts';
import { nameFromEmail, nameScore, type PersonName, parseName } from './personName.ts';

/** Finds the person's name and removes it from the pieces. */
export function takeName(pieces: Piece[], email: string, isOneLine: boolean): PersonName | undefined {
  const labelled = pieces.find(({ kind }) => kind === 'name');
  const piece = labelled ?? (isOneLine ? findNameInLine(pieces) : findLikeliestName(pieces, email));
  if (!piece) return nameFromEmail(email) ?? findNameInCompany(pieces);
  const reversed = isOneLine ? takeReversedName(pieces, piece) : undefined;
  const name = reversed ?? parseName(piece.text);
  if (name) pieces.splice(pieces.indexOf(piece), 1);
  return name;
}

/** In a single line the first words are the name unless they are clearly something else. */
function findNameInLine(pieces: Piece[]): Piece | undefined {
  const piece = pieces.find(({ kind, text }) => kind === 'unknown' && parseName(text));
  const company = pieces.find(({ kind, text }) => kind === 'company' && findCompanyStart(text.split(' ')) > 0);
  const before =
    company && (!piece || pieces.indexOf(company) < pieces.indexOf(piece))
      ? splitNameFromCompany(pieces, company)
      : undefined;
  return before ?? piece;
}

function splitNameFromCompany(pieces: Piece[], company: Piece): Piece | undefined {
  const words = company.text.split(' ');
  const at = findCompanyStart(words);
  const before: Piece = { ...company, text: words.slice(0, at).join(' '), kind: 'unknown' };
  if (nameScore(before.text, '') === 0) return undefined;
  pieces.splice(pieces.indexOf(company), 0, before);
  company.text = words.slice(at).join(' ');
  return before;
}

/** Reads "Kowalski, Jan". */
function takeReversedName(pieces: Piece[], piece: Piece): PersonName | undefined {
  const next = pieces[pieces.indexOf(piece) + 1];
  if (next?.kind !== 'unknown' || /\s/.test(`${piece.text}${next.text}`)) return undefined;
  const name = parseName(`${piece.text} ${next.text}`);
  if (!name || fold(name.last_name) !== fold(piece.text)) return undefined;
  pieces.splice(pieces.indexOf(next), 1);
  return name;
}

function findLikeliestName(pieces: Piece[], email: string): Piece | undefined {
  const unknown = pieces.filter(({ kind }) => kind === 'unknown');
  const scored = unknown.map((piece) => ({ piece, score: nameScore(piece.text, email) }));
  const best = scored.reduce<(typeof scored)[number] | undefined>(
    (top, one) => (one.score > (top?.score ?? 0) ? one : top),
    undefined,
  );
  return best?.piece;
}

/** A craftsman's company often carries his name: "Stolarnia Jan Kowalski". */
function findNameInCompany(pieces: Piece[]): PersonName | undefined {
  const company = pieces.find(({ kind }) => kind === 'company');
  const words = company?.text.split(' ') ?? [];
  const lastTwo = words.slice(-2).join(' ');
  return words.length > 2 && nameScore(lastTwo, '') > 3 ? parseName(lastTwo) : undefined;
}
