import { nameFromEmail } from '../../cardReader/personName.ts';
import { maxContactLengths } from '../../contacts/contacts.schema.ts';
import { fold } from '../../db/sql/fold.ts';
import { collapseWhitespace } from '../../validation/formFields.ts';
import { type ReadName, readFullName, readNamePart } from './personNames.ts';
import { takePoints } from './pointsInNames.ts';
import type { NamedPoint } from './readPoints.ts';
import type { Cell } from './rowCells.ts';
import { fits, type RowDraft } from './rowDraft.ts';

export interface RowName {
  first_name: string;
  last_name: string;
  /** The trade or job title beside the name. */
  position: string;
}

const nobody: RowName = { first_name: '', last_name: '', position: '' };

/** Reads the name columns, with the emails and phones in the same cells. */
export function readPersonName(draft: RowDraft): { name: RowName; points: NamedPoint[] } {
  const points: NamedPoint[] = [];
  const whole = draft.of('full_name', 'last_first_name').flatMap((cell): Cell[] => {
    const found = takePoints(cell);
    points.push(...found.points);
    return found.text === '' ? [] : [{ ...cell, text: found.text }];
  });
  const name = checkLength(draft, withTitle(draft, joinParts(draft) ?? readWhole(draft, whole.shift()) ?? nobody));
  for (const cell of whole) if (!repeatsName(cell.text, name)) draft.note(cell);
  return { name, points };
}

/** Derives a name from a nickname, the name before an email address, or the address itself. */
export function fallbackName(draft: RowDraft, emails: NamedPoint[]): RowName {
  const nickname = collapseWhitespace(draft.of('nickname')[0]?.text ?? '');
  if (nickname !== '' && fits(nickname, maxContactLengths.first_name)) return { ...nobody, first_name: nickname };
  const displayed = emails.find(({ words }) => words !== '')?.words;
  if (displayed) return checkLength(draft, toPersonName(readFullName(displayed, false)));
  const email = emails[0]?.value;
  if (email === undefined) return nobody;
  const { first_name, last_name } = nameFromEmail(email) ?? { first_name: shortAddress(email), last_name: '' };
  return { first_name, last_name, position: '' };
}

const general = /^(?:biuro|info|office|kontakt|contact|sklep|sales|hello|mail|admin|sekretariat|support|no-?reply)$/;

function shortAddress(email: string): string {
  const local = email.split('@')[0] ?? '';
  return general.test(local.toLowerCase()) ? [...email].slice(0, 100).join('') : [...local].slice(0, 100).join('');
}

/** Whether a text only repeats the name. */
export function repeatsName(text: string, { first_name, last_name }: RowName): boolean {
  const known = new Set(wordsOf(`${first_name} ${last_name}`));
  return wordsOf(text).every((word) => known.has(word));
}

const wordsOf = (text: string) =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

function joinParts(draft: RowDraft): RowName | undefined {
  const [first, middle, last] = (['first_name', 'middle_name', 'last_name'] as const).map((field) =>
    draft.of(field).map((cell) => readPart(draft, cell)),
  );
  if (!first?.length && !last?.length) return undefined;
  const given = [...(first ?? []), ...(middle ?? [])];
  const texts = (parts: ReadName[]) => parts.map(({ first_name }) => first_name).join(' ');
  const position = [...given, ...(last ?? [])].find((part) => part.position !== '')?.position ?? '';
  return { first_name: texts(given), last_name: texts(last ?? []), position };
}

function readPart(draft: RowDraft, cell: Cell): ReadName {
  const part = readNamePart(collapseWhitespace(cell.text));
  if (part.isShortened) draft.note(cell);
  return { ...part, first_name: part.text, last_name: '' };
}

function readWhole(draft: RowDraft, cell: Cell | undefined): RowName | undefined {
  if (!cell) return undefined;
  const text = cell.text.replace(/\s*\n\s*/g, ' | ');
  const name = readFullName(collapseWhitespace(text), cell.field === 'last_first_name');
  if (name.isShortened) draft.note(cell);
  return toPersonName(name);
}

const toPersonName = ({ first_name, last_name, position }: ReadName): RowName => ({
  first_name,
  last_name,
  position,
});

/** Titles go to the notes under their headings. */
function withTitle(draft: RowDraft, name: RowName): RowName {
  for (const cell of draft.of('name_title')) draft.note(cell);
  return name;
}

function checkLength(draft: RowDraft, name: RowName): RowName {
  for (const field of ['first_name', 'last_name'] as const) {
    const max = maxContactLengths[field];
    if (!fits(name[field], max)) draft.errors.push({ field, error: { key: 'forms.tooLong', params: { count: max } } });
  }
  return name;
}
