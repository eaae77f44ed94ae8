import { fold } from '../../db/sql/fold.ts';
import { mergePoints } from './mergePoints.ts';
import type { PersonFields } from './storedPerson.ts';

const notedFields = ['position', 'address', 'birthday', 'source'] as const;
/** A field for which two rows about one person may have different values. */
export type NotedField = (typeof notedFields)[number];

const textFields = ['first_name', 'last_name', ...notedFields] as const;
type TextField = (typeof textFields)[number];

/** The values of a row, to be merged into a person. */
export interface Incoming extends Omit<PersonFields, 'status'> {
  /** Undefined when the file names none. */
  status: PersonFields['status'] | undefined;
}

/** Adds only what is missing: empty fields, further emails and phones, tags. */
export function fillPerson<Person extends PersonFields>(current: Person, incoming: Incoming): Person {
  return ifChanged(current, {
    ...current,
    ...filledTexts(current, incoming),
    ...points(current, { ...current, ...incoming, status: current.status }),
    ...additions(current, incoming),
    notes: current.notes || incoming.notes,
  });
}

/** The values of the row replace the current ones; other emails, phones, tags and notes are kept. */
export function updatePerson<Person extends PersonFields>(current: Person, incoming: Incoming): Person {
  const status = incoming.status ?? current.status;
  return ifChanged(current, {
    ...current,
    ...filledTexts(incoming, current),
    ...points({ ...current, ...incoming, status }, current),
    ...additions(current, incoming),
    company_id: incoming.company_id ?? current.company_id,
    status,
    keep_in_touch_days: incoming.keep_in_touch_days ?? current.keep_in_touch_days,
    notes: addText(current.notes, incoming.notes),
  });
}

/** Joins two rows about one person. Differing values go to the notes, under the heading from `headingOf`. */
export function joinPerson<Person extends PersonFields>(
  current: Person,
  incoming: Incoming,
  headingOf: (field: NotedField) => string,
): Person {
  const differing = notedFields.filter((field) => differs(current[field], incoming[field]));
  const lines = differing.map((field) => `${headingOf(field)}: ${incoming[field]}`);
  const filled = fillPerson(current, { ...incoming, notes: '' });
  return ifChanged(current, { ...filled, notes: [incoming.notes, ...lines].reduce(addText, current.notes) });
}

const differs = (one: string, other: string) => one !== '' && other !== '' && fold(one) !== fold(other);

function filledTexts(first: Pick<PersonFields, TextField>, second: Pick<PersonFields, TextField>) {
  return Object.fromEntries(textFields.map((field) => [field, first[field] || second[field]]));
}

function points(first: PersonFields, second: PersonFields): Partial<PersonFields> {
  return { ...mergePoints('email', first, second), ...mergePoints('phone', first, second) };
}

function additions(current: PersonFields, incoming: Incoming): Partial<PersonFields> {
  return {
    company_id: current.company_id ?? incoming.company_id,
    is_starred: current.is_starred || incoming.is_starred,
    keep_in_touch_days: current.keep_in_touch_days ?? incoming.keep_in_touch_days,
    tag_ids: [...new Set([...current.tag_ids, ...incoming.tag_ids])].sort((a, b) => a - b),
  };
}

/** Adds a text unless the notes already contain it as whole lines. */
export function addText(notes: string, more: string): string {
  if (notes === '' || more === '') return notes || more;
  return `\n${notes}\n`.includes(`\n${more}\n`) ? notes : `${notes}\n${more}`;
}

/** Returns the same object when nothing has changed. */
function ifChanged<Person extends PersonFields>(current: Person, next: Person): Person {
  const names = Object.keys(next) as (keyof Person)[];
  return names.some((name) => JSON.stringify(current[name]) !== JSON.stringify(next[name])) ? next : current;
}
