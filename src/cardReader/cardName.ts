import { fold } from '../db/sql/fold.ts';
import type { Piece } from './cardLines.ts';
import { companyStart } from './cardWords.ts';
import { nameLikeness, nameOfEmail, type PersonName, readName } from './personName.ts';

/** Takes the piece that is the name out of the others. */
export function takeName(pieces: Piece[], email: string, isOneLine: boolean): PersonName | undefined {
  const labelled = pieces.find(({ kind }) => kind === 'name');
  const piece = labelled ?? (isOneLine ? namePieceOfLine(pieces) : likeliest(pieces, email));
  if (!piece) return nameOfEmail(email) ?? nameInCompany(pieces);
  const turned = isOneLine ? lastBeforeFirst(pieces, piece) : undefined;
  const name = turned ?? readName(piece.text);
  if (name) pieces.splice(pieces.indexOf(piece), 1);
  return name;
}

/** In one line the first words are the name, whatever they are, unless they are something else for sure. */
function namePieceOfLine(pieces: Piece[]): Piece | undefined {
  const piece = pieces.find(({ kind, text }) => kind === 'unknown' && readName(text));
  const whole = pieces.find(({ kind, text }) => kind === 'company' && companyStart(text.split(' ')) > 0);
  const before =
    whole && (!piece || pieces.indexOf(whole) < pieces.indexOf(piece)) ? splitOff(pieces, whole) : undefined;
  return before ?? piece;
}

/** "Jan Kowalski Stolarnia Dąb": the name is split off the company. */
function splitOff(pieces: Piece[], whole: Piece): Piece | undefined {
  const words = whole.text.split(' ');
  const at = companyStart(words);
  const before: Piece = { ...whole, text: words.slice(0, at).join(' '), kind: 'unknown' };
  if (nameLikeness(before.text, '') === 0) return undefined;
  pieces.splice(pieces.indexOf(whole), 0, before);
  whole.text = words.slice(at).join(' ');
  return before;
}

/** "Kowalski, Jan" */
function lastBeforeFirst(pieces: Piece[], piece: Piece): PersonName | undefined {
  const next = pieces[pieces.indexOf(piece) + 1];
  if (next?.kind !== 'unknown' || /\s/.test(`${piece.text}${next.text}`)) return undefined;
  const name = readName(`${piece.text} ${next.text}`);
  if (!name || fold(name.last_name) !== fold(piece.text)) return undefined;
  pieces.splice(pieces.indexOf(next), 1);
  return name;
}

function likeliest(pieces: Piece[], email: string): Piece | undefined {
  const unknown = pieces.filter(({ kind }) => kind === 'unknown');
  const rated = unknown.map((piece) => ({ piece, likeness: nameLikeness(piece.text, email) }));
  const best = rated.reduce<(typeof rated)[number] | undefined>(
    (top, one) => (one.likeness > (top?.likeness ?? 0) ? one : top),
    undefined,
  );
  return best?.piece;
}

/** A craftsman's firm carries his name: "Stolarnia Jan Kowalski". */
function nameInCompany(pieces: Piece[]): PersonName | undefined {
  const company = pieces.find(({ kind }) => kind === 'company');
  const words = company?.text.split(' ') ?? [];
  const lastTwo = words.slice(-2).join(' ');
  return words.length > 2 && nameLikeness(lastTwo, '') > 3 ? readName(lastTwo) : undefined;
}
