import { splitName } from '../cardReader/personName.ts';
import { contactStatuses } from '../contacts/contacts.schema.ts';
import { unescapeFormula } from '../core/csv.ts';
import { fold } from '../db/sql/fold.ts';
import { locales, translator } from '../i18n/translate.ts';
import { type ColumnChoice, type ImportField, matchHeader } from './columns.ts';
import { firstEmail, firstPhone } from './firstValue.ts';
import type { SheetRow } from './sheet.ts';

interface Note {
  header: string;
  text: string;
  showsHeader: boolean;
}

interface RowFields {
  values: Record<string, string>;
  /** A cell for an email or a phone holds none. */
  isMisfit: boolean;
}

/** A row as the fields of the contact form; what fits no field goes to the notes. */
export function rowFields({ cells }: SheetRow, columns: ColumnChoice[], headers: string[]): RowFields {
  let isMisfit = false;
  const fields: Record<string, string> = {};
  const notes: Note[] = [];
  const severalNotes = columns.filter((column) => column === 'notes').length > 1;
  columns.forEach((column, at) => {
    const value = unescapeFormula(cells[at] ?? '').trim();
    if (column === 'skip' || value === '') return;
    const header = headers[at] ?? '';
    if (column === 'notes') {
      notes.push({ header, text: value, showsHeader: severalNotes || matchHeader(header)?.field !== 'notes' });
      return;
    }
    const { rest, ...named } = cellFields(column, value);
    Object.assign(fields, named);
    if (rest && named[column] === '') isMisfit = true;
    if (rest) notes.push({ header, text: rest, showsHeader: true });
  });
  return { values: { ...fields, notes: notes.map(noteText).join('\n') }, isMisfit };
}

/** `rest` belongs in the notes. */
function cellFields(column: ImportField, value: string): Record<string, string> & { rest?: string } {
  if (column === 'full_name') return { ...splitFullName(value) };
  if (column === 'company') return { company_name: value };
  if (column === 'status') return { status: parseStatus(value) };
  if (column !== 'email' && column !== 'phone') return { [column]: value };
  const { value: first, rest } = column === 'email' ? firstEmail(value) : firstPhone(value);
  return { [column]: first, rest };
}

function noteText({ header, text, showsHeader }: Note): string {
  return showsHeader && header ? `${header}: ${text}` : text;
}

/** Splits "Jan Kowalski", "KOWALSKI Jan" and "Kowalski, Jan" without changing a word. */
export function splitFullName(text: string): { first_name: string; last_name: string } {
  const [last, first, ...more] = text.split(',').map((part) => part.trim());
  if (last && first && more.length === 0) return { first_name: first, last_name: last };
  const words = text.split(/\s+/u).filter(Boolean);
  const [given, family] = words.length > 0 ? splitName(words) : [[], []];
  return { first_name: given.join(' '), last_name: family.join(' ') };
}

/** Labels that files exported by earlier versions have. */
const formerLabels = [['potencjalny klient', 'prospect']] as const;

const statusByWord = new Map<string, string>([
  ...formerLabels,
  ...contactStatuses.flatMap((status) => [
    [status, status] as const,
    ...locales.map((locale) => [fold(translator(locale)(`common.status.${status}`)), status] as const),
  ]),
]);

/** An unknown word is left for the contact form's rules to refuse. */
function parseStatus(word: string): string {
  return statusByWord.get(fold(word)) ?? word;
}
