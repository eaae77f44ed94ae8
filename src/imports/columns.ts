import { fold } from '../db/sql/fold.ts';
import type { FieldError } from '../validation/form.ts';

export const importFields = [
  'first_name',
  'last_name',
  'full_name',
  'company',
  'position',
  'email',
  'phone',
  'status',
  'notes',
] as const;
export type ImportField = (typeof importFields)[number];

/** `skip`: the column is not imported. */
export const columnChoices = [...importFields, 'skip'] as const;
export type ColumnChoice = (typeof columnChoices)[number];

const nameFields: readonly ColumnChoice[] = ['first_name', 'last_name', 'full_name'];

export function isNameField(choice: ColumnChoice): boolean {
  return nameFields.includes(choice);
}

/** Why these choices cannot be imported together; undefined when they can. */
export function columnsProblem(columns: ColumnChoice[]): FieldError | undefined {
  const names = columns.filter(isNameField);
  if (names.length === 0) return { key: 'imports.problem.noName' };
  if (names.length > 1 && names.includes('full_name')) return { key: 'imports.problem.nameTwice' };
  const single = columns.filter((one) => one !== 'notes' && one !== 'skip');
  return new Set(single).size < single.length ? { key: 'imports.problem.fieldTwice' } : undefined;
}

/** Headers of spreadsheets, Google Contacts, Outlook and our own export, folded; the likelier ones first. */
const headerWords: Record<ImportField, string> = {
  first_name: 'first name|given name|firstname|forename|first|imie|imiona|pierwsze imie',
  last_name: 'last name|family name|surname|lastname|last|nazwisko|nazwiska',
  full_name:
    'full name|name|display name|contact name|contact|contact person|person|imie i nazwisko|imie nazwisko|nazwisko i imie|nazwisko imie|osoba|osoba kontaktowa|kontakt|nazwa kontaktu|klient|client|customer',
  company:
    'company|company name|organization|organisation|organization name|organization 1 name|organisation name|employer|firma|nazwa firmy|przedsiebiorstwo|kontrahent|organizacja|pracodawca|account name|account',
  position:
    'position|job title|jobtitle|role|organization title|organization 1 title|organisation title|stanowisko|stanowisko pracy|funkcja|rola',
  email:
    'email|e mail|mail|email address|e mail address|email 1|e mail 1|e mail 1 value|email 1 value|primary email|work email|business email|adres e mail|adres email|adres mailowy|adres poczty elektronicznej|poczta|e mail sluzbowy|e mail 2 address|e mail 2 value|e mail 3 address|e mail 3 value|home email|personal email|e mail prywatny',
  phone:
    'phone|phone number|telephone|telephone number|tel|primary phone|mobile phone|mobile|mobile number|cell|cell phone|phone 1|phone 1 value|telefon|nr telefonu|nr tel|numer telefonu|tel kom|telefon komorkowy|komorka|kom|telefon kontaktowy|business phone|work phone|telefon sluzbowy|company main phone|glowny telefon firmy|home phone|telefon domowy|telefon stacjonarny|phone 2 value|phone 3 value|business phone 2|telefon 2|tel 2|home phone 2|other phone|inny telefon',
  status: 'status|lead status|contact status|etap|stage',
  notes: 'notes|note|comments|comment|remarks|uwagi|uwaga|notatki|notatka|komentarz|komentarze|opis|description',
};

interface HeaderMatch {
  field: ImportField;
  /** The smaller, the likelier. */
  rank: number;
}

const headerMatches = new Map<string, HeaderMatch>(
  importFields.flatMap((field) => headerWords[field].split('|').map((word, rank) => [word, { field, rank }] as const)),
);

/** The field that a header usually means; undefined for an unknown one. */
export function matchHeader(header: string): HeaderMatch | undefined {
  const words = fold(header).replace(/[^a-z0-9]+/g, ' ');
  return headerMatches.get(words.trim());
}
