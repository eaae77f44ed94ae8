import { fold } from '../db/sql/fold.ts';
import type { FieldError } from '../validation/form.ts';
import { type HeadingPart, matchParts } from './rows/headingParts.ts';
import { headingWords, notedHeadings } from './rows/headingWords.ts';

/** The fields that a column of a file may hold. Several columns may hold the same one. */
export const importFields = [
  'full_name',
  'last_first_name',
  'first_name',
  'middle_name',
  'last_name',
  'name_title',
  'nickname',
  'company',
  'position',
  'email',
  'email_label',
  'phone',
  'phone_label',
  'address',
  'birthday',
  'source',
  'status',
  'is_starred',
  'tags',
  'keep_in_touch_days',
  'notes',
  'company_tax_id',
  'company_phone',
  'company_email',
  'company_website',
  'company_industry',
  'company_address',
  'company_tags',
  'company_notes',
] as const;
export type ImportField = (typeof importFields)[number];

/** `skip`: the column is not imported. */
export const columnChoices = [...importFields, 'skip'] as const;
export type ColumnChoice = (typeof columnChoices)[number];

const nameFields: readonly ColumnChoice[] = ['full_name', 'last_first_name', 'first_name', 'last_name'];
const namingFields: readonly ColumnChoice[] = [...nameFields, 'nickname', 'company', 'email'];

export function isNameField(choice: ColumnChoice): boolean {
  return nameFields.includes(choice);
}

/** Why these choices cannot be imported together; undefined when they can. */
export function columnsProblem(columns: ColumnChoice[]): FieldError | undefined {
  return columns.some((column) => namingFields.includes(column)) ? undefined : { key: 'imports.problem.noName' };
}

export interface HeaderMatch extends HeadingPart {
  field: ImportField;
}

const knownHeadings = new Map<string, ImportField>([
  ...notedHeadings.split('|').map((words) => [words, 'notes'] as const),
  ...importFields.flatMap((field) => wordsOf(field).map((words) => [words, field] as const)),
]);

function wordsOf(field: ImportField): string[] {
  return field in headingWords ? headingWords[field as keyof typeof headingWords].split('|') : [];
}

/** The field that a header usually means; undefined for an unknown one. */
export function matchHeader(header: string): HeaderMatch | undefined {
  if (header.length > maxHeadingLength) return undefined;
  const words = headingText(header.replace(dateFormat, ''));
  const field = knownHeadings.get(words);
  if (field) return { field };
  const { unnumbered, number } = takeNumber(words);
  const numbered =
    knownHeadings.get(unnumbered) ?? knownHeadings.get(unnumbered.replace(/ (?:value|wartosc|wert)$/, ''));
  if (numbered) return { field: numbered, number };
  return matchParts(words, unnumbered, number) ?? matchPrefixed(words) ?? matchSeveral(header);
}

/** "Date of Birth (DD/MM/YYYY)" */
const dateFormat = /[([][dmyr]{1,4}(?:[\s./-]?[dmyr]{1,4}){1,2}[)\]]/i;

/** "Person - Phone - Mobile", "Deal - Status", "Organization - Label" */
function matchPrefixed(words: string): HeaderMatch | undefined {
  const [, owner, rest = ''] = prefixed.exec(words) ?? [];
  const match = owner ? matchHeader(rest) : undefined;
  // The title of a deal is not that of a person.
  if (match?.field === 'name_title') return { field: 'notes' };
  if (
    !match ||
    /^(?:person|contact|deal|lead|osoba|kontakt|billing|shipping|default address|faktura|dostawa)$/.test(owner ?? '')
  )
    return match;
  const field = match.field.startsWith('company_') ? match.field : ofCompany[match.field];
  return field && { ...match, field };
}

const prefixed =
  /^(person|contact|deal|lead|osoba|kontakt|organization|organisation|company|account|org|firma|organizacja|billing|shipping|default address|faktura|dostawa) (.+)$/;
const ofCompany: Partial<Record<ImportField, ImportField>> = {
  full_name: 'company',
  tags: 'company_tags',
  notes: 'company_notes',
  phone: 'company_phone',
  email: 'company_email',
  address: 'company_address',
};

/** "Nazwa / Imię i nazwisko" is a name of companies, "Kod, miasto" the end of an address. */
function matchSeveral(header: string): HeaderMatch | undefined {
  const names = header.split(/[/,;|()]|\s(?:i|and|und|lub|or|oder)\s/).filter((name) => name.trim() !== '');
  const [first, ...more] = names.length < 2 ? [] : names.map(matchHeader);
  if (!first || more.includes(undefined)) return undefined;
  const isPlace = first.part && first.part !== 'street' && more.every((match) => match?.part !== 'street');
  if (!first.part) return first;
  return { ...first, part: isPlace ? 'city' : more.some((match) => match?.part === 'city') ? 'whole' : 'street' };
}

const maxHeadingLength = 100;

function headingText(header: string): string {
  return fold(header)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** "e mail 2 address" is the second "e mail address". */
function takeNumber(words: string): { unnumbered: string; number: number } {
  const found = /(?:^|(?<=\D))\s?(\d{1,2})(?=\s|$)/.exec(words);
  if (!found) return { unnumbered: words, number: 1 };
  const unnumbered = `${words.slice(0, found.index)} ${words.slice(found.index + found[0].length)}`;
  return { unnumbered: unnumbered.replace(/\s+/g, ' ').trim(), number: Number(found[1]) };
}
