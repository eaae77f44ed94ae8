import { shareNameWord } from '../../contacts/samePerson.ts';
import { maxNotesLength } from '../../validation/formFields.ts';
import type { ImportMapping } from '../imports.schema.ts';
import { fillPerson, type Incoming, joinPerson, type NotedField, updatePerson } from './mergePerson.ts';
import type { Match } from './peopleIndex.ts';
import type { PersonRow } from './rowPeople.ts';
import type { PersonFields, StoredPerson } from './storedPerson.ts';

export type Action = 'add' | 'join' | 'fill' | 'update' | 'leave';

/** Decides what happens to a row that matches somebody, or nobody. */
export function actionFor(
  row: PersonRow,
  match: Match<PersonRow> | undefined,
  { existing, likely }: Pick<ImportMapping, 'existing' | 'likely'>,
): Action {
  if (!match) return 'add';
  if (match.known.isOfFile) return 'join';
  const wanted = match.matchedBy === 'likely' ? likely : existing;
  // Two people who share an email or phone of their office are not the same.
  const { contact } = match.known;
  if ((wanted !== 'fill' && wanted !== 'update') || !contact || !shareNameWord(contact, row.person)) return 'leave';
  return wanted;
}

export type PersonOutcome = 'added' | 'merged' | 'filled' | 'updated' | 'left' | 'rejected';

const changedOutcome = { join: 'merged', fill: 'filled', update: 'updated' } as const;
const unchangedOutcome = { join: 'merged', fill: 'left', update: 'left' } as const;

/** Applies the rows of a file in memory, one after the other. */
export class People {
  /** New people by their first row. */
  readonly added = new Map<PersonRow, PersonFields>();
  readonly changed = new Set<number>();

  constructor(
    readonly contacts: Map<number, StoredPerson>,
    private readonly headingOf: (field: NotedField) => string,
    /** The status of new people for whom the file names none. */
    private readonly status: PersonFields['status'] = 'lead',
  ) {}

  apply(row: PersonRow, incoming: Incoming, action: Action, match?: Match<PersonRow>): PersonOutcome {
    if (action === 'leave') return 'left';
    const current = match && this.find(match);
    // A contact that was deleted in the meantime is added as a new one.
    if (!current || action === 'add') return this.add(row, incoming);
    const next = this.merge(current, incoming, action);
    if ([...next.notes].length > maxNotesLength) return 'rejected';
    if (next === current) return unchangedOutcome[action];
    this.save(match, next);
    return changedOutcome[action];
  }

  private find({ known }: Match<PersonRow>): PersonFields | undefined {
    return known.row ? this.added.get(known.row) : this.contacts.get(known.contact?.id ?? 0);
  }

  private add(row: PersonRow, incoming: Incoming): 'added' {
    this.added.set(row, { ...incoming, status: incoming.status ?? this.status });
    return 'added';
  }

  private merge(current: PersonFields, incoming: Incoming, action: 'join' | 'fill' | 'update'): PersonFields {
    if (action === 'join') return joinPerson(current, incoming, this.headingOf);
    return action === 'fill' ? fillPerson(current, incoming) : updatePerson(current, incoming);
  }

  private save({ known }: Match<PersonRow>, next: PersonFields): void {
    if (known.row) this.added.set(known.row, next);
    else if (known.contact) {
      this.contacts.set(known.contact.id, { ...next, id: known.contact.id });
      this.changed.add(known.contact.id);
    }
  }
}
