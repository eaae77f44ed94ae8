import { isFirstName } from '../contacts/firstNames.ts';
import type { LinePart } from './cardLines.ts';
import { classifyPiece, findCompanyStart, isLegalFormAlone } from './cardWords.ts';
import { parseNamePhrase } from './namePhrase.ts';
import { nameFromEmail, nameScore, type PersonName, parseName } from './personName.ts';
import { isAside, startsRemark } from './trades.ts';

/** Finds the person's name and removes it from the pieces. */
export function takeName(pieces: LinePart[], email: string, isOneLine: boolean): PersonName | undefined {
  const labeled = pieces.find(({ kind }) => kind === 'name');
  const likeliest = labeled ?? (isOneLine ? undefined : findLikeliestName(pieces, email));
  if (!likeliest) {
    const reversed = isOneLine ? takeReversedStart(pieces) : undefined;
    const name = reversed ?? takeNamePhrase(pieces);
    if (name) return name;
  }
  const piece = likeliest ?? (isOneLine ? findNameInLine(pieces) : undefined);
  if (!piece) return nameFromEmail(email) ?? findNameInCompany(pieces);
  const name = parseName(piece.text);
  if (name) pieces.splice(pieces.indexOf(piece), 1);
  return name;
}

/** In a single line the first words are the name unless they are clearly something else. */
function findNameInLine(pieces: LinePart[]): LinePart | undefined {
  const piece = pieces.find(
    ({ kind, text }) =>
      kind === 'unknown' && !startsRemark(parseName(text)?.first_name.split(' ')[0] || text) && parseName(text),
  );
  const company = pieces.find(({ kind, text }) => kind === 'company' && findCompanyStart(text.split(' ')) > 0);
  const before =
    company && (!piece || pieces.indexOf(company) < pieces.indexOf(piece))
      ? splitNameFromCompany(pieces, company)
      : undefined;
  return before ?? piece;
}

function splitNameFromCompany(pieces: LinePart[], company: LinePart): LinePart | undefined {
  const words = company.text.split(' ');
  const at = findCompanyStart(words);
  const before: LinePart = { ...company, text: words.slice(0, at).join(' '), kind: 'unknown' };
  if (nameScore(before.text, '') === 0) return undefined;
  pieces.splice(pieces.indexOf(company), 0, before);
  company.text = words.slice(at).join(' ');
  return before;
}

/**
 * Takes a name with a trade or a remark: "Marek hydraulik", "Pani Ania z biura". What is not the name stays a piece.
 */
function takeNamePhrase(pieces: LinePart[]): PersonName | undefined {
  for (const piece of pieces) {
    if (!['unknown', 'position', 'company', 'number', 'address'].includes(piece.kind)) continue;
    const phrase = parseNamePhrase(piece.text);
    if (!phrase || (piece.kind !== 'unknown' && piece.kind !== 'position' && !isNamedCompany(phrase.rest))) continue;
    const left: LinePart[] = [];
    if (phrase.position) left.push({ ...piece, text: phrase.position, kind: 'position' });
    if (phrase.rest) left.push({ ...piece, text: phrase.rest, kind: restKind(phrase.rest) });
    pieces.splice(pieces.indexOf(piece), 1, ...left);
    return phrase.name;
  }
  return undefined;
}

function isNamedCompany(text: string): boolean {
  return classifyPiece(text) === 'company' && !isLegalFormAlone(text);
}

function restKind(text: string): LinePart['kind'] {
  const [first = ''] = text.split(' ');
  if (startsRemark(first) || isAside(first)) return 'note';
  const kind = classifyPiece(text);
  return kind === 'unknown' && text === text.toLowerCase() ? 'note' : kind;
}

/** Reads "Kowalski, Jan" and "de la Cruz, Ana María" at the start of a line. */
function takeReversedStart(pieces: LinePart[]): PersonName | undefined {
  const at = pieces.findIndex(({ kind }) => kind === 'unknown');
  const [piece, next] = pieces.slice(at, at + 2);
  if (at < 0 || !piece || next?.kind !== 'unknown') return undefined;
  const given = next.text.replace(/["„”“]/gu, '').trim();
  const family = piece.text.replace(/["„”“]/gu, '').trim();
  const isGiven = given.split(' ').every((word) => isFirstName(word) || /^\p{Lu}\.$/u.test(word));
  if (!isGiven || family.split(' ').length > 3 || isFirstName(family.split(' ')[0] ?? '')) return undefined;
  const [first, last] = [parseName(given), parseName(family)];
  if (!first || !last) return undefined;
  pieces.splice(at, 2);
  const last_name = `${last.first_name} ${last.last_name}`.trim();
  return { first_name: `${first.first_name} ${first.last_name}`.trim(), last_name, titles: last.titles };
}

function findLikeliestName(pieces: LinePart[], email: string): LinePart | undefined {
  const unknown = pieces.filter(({ kind }) => kind === 'unknown');
  const scored = unknown.map((piece) => ({ piece, score: nameScore(piece.text, email) }));
  const best = scored.reduce<(typeof scored)[number] | undefined>(
    (top, one) => (one.score > (top?.score ?? 0) ? one : top),
    undefined,
  );
  return best?.piece;
}

/** A craftsman's company often carries his name: "Stolarnia Jan Kowalski". */
function findNameInCompany(pieces: LinePart[]): PersonName | undefined {
  const company = pieces.find(({ kind }) => kind === 'company');
  const words = company?.text.split(' ') ?? [];
  const lastTwo = words.slice(-2).join(' ');
  const last = words.at(-1) ?? '';
  if (company && words.length > 2 && isFirstName(last) && !isFirstName(words.at(-2) ?? '')) {
    company.text = words.slice(0, -1).join(' ');
    return parseName(last);
  }
  return words.length > 2 && nameScore(lastTwo, '') > 3 ? parseName(lastTwo) : undefined;
}
