import type { ContactPointKind } from '../../contacts/contactPoints.ts';
import { readEmails, readPhones } from './pointCells.ts';
import type { NamedPoint } from './readPoints.ts';
import type { Cell } from './rowCells.ts';

const email = /[<(]?(?:mailto:|e-?mail:?\s*)?[^\s@<>()[\],;:\\"]+@[^\s@<>()[\],;:\\"]+[)>]?/giu;
const phone =
  /(?:(?<!\p{L})(?:telefon|tel|kom(?:órka)?|mobile|mob|phone|ph|nr|gsm|m|t)\b[.:\s]*)*[+(]?\d(?:[\s()./-]*\d){6,}(?:\s*(?:wew|ext)\.?\s*\d+)?/giu;

/** Takes the emails and phones out of a cell such as "Jan Kowalski, tel. 601 555 100". */
export function takePoints(cell: Cell): { text: string; points: NamedPoint[] } {
  if (!/@|\d{3}/.test(cell.text) || cell.text.length > maxSearchedLength) return { text: cell.text, points: [] };
  const points: NamedPoint[] = [];
  const take = (kind: ContactPointKind) => (text: string) => {
    const found = kind === 'email' ? readEmails(text) : readPhones(text);
    points.push(...found.points.map((point) => ({ ...point, kind, cell, words: '' })));
    return found.points.length > 0 ? ' ' : text;
  };
  const rest = cell.text.replace(email, take('email')).replace(phone, take('phone'));
  return { text: points.length > 0 ? rest.replace(looseEnds, '').trim() : cell.text, points };
}

const maxSearchedLength = 500;
const looseEnds = /^[\s,;:|/–-]+|[\s,;:|/–(-]+$|\(\s*\)/gu;
