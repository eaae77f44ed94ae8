import type { OwnedDb } from '../db/owned.ts';
import type { Picked } from '../db/picker.ts';
import { fullName } from './contactName.ts';
import { contactPointsOf } from './contactPoints.ts';
import type { ContactRow } from './contactRow.ts';
import type { PersonIdentity } from './samePerson.ts';

/** The name of the company that is chosen or typed. */
export async function pickedCompanyName(db: OwnedDb, picked: Picked, typed: string): Promise<string> {
  if (picked.kind === 'new') return picked.name;
  if (picked.kind !== 'existing' || typed !== '') return typed;
  const company = await db.company.findUnique({ where: db.key(picked.id), select: { name: true } });
  return company?.name ?? '';
}

/** A duplicate that the owner once accepted is not asked about again when other fields change. */
export function changedIdentity(
  fields: Required<Omit<PersonIdentity, 'company'>>,
  before: ContactRow | undefined,
): PersonIdentity {
  const renamed = !before || fullName(before) !== fullName(fields);
  const known = before ? pointValues(before) : [];
  const isNew = ({ value }: { value: string }) => !known.includes(value);
  return {
    first_name: renamed ? fields.first_name : '',
    last_name: renamed ? fields.last_name : '',
    email: known.includes(fields.email) ? '' : fields.email,
    phone: known.includes(fields.phone) ? '' : fields.phone,
    more_emails: fields.more_emails.filter(isNew),
    more_phones: fields.more_phones.filter(isNew),
  };
}

function pointValues(contact: ContactRow): string[] {
  return [...contactPointsOf('email', contact), ...contactPointsOf('phone', contact)].map(({ value }) => value);
}
