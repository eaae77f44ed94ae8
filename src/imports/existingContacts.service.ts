import { fullName } from '../contacts/contactName.ts';
import { indexedSigns, leastDigits, significantDigits } from '../contacts/duplicates.service.ts';
import { truncate } from '../core/truncate.ts';
import type { Contact } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { companyName } from '../db/sql/companyName.ts';
import { fold } from '../db/sql/fold.ts';
import type { Person } from './readPeople.ts';

/** Somebody who is there already, as far as it matters for telling people apart. */
export type Known = Pick<Contact, 'id' | 'first_name' | 'last_name' | 'email' | 'phone'> & {
  company: string | null;
};

/** Everybody who may be one of these people: found by the indexes of the look-alikes, by one statement for all. */
export async function findKnown(db: OwnedDb, people: Person[]): Promise<Known[]> {
  const { emails, phones, names } = keysOf(people);
  if (emails.length + phones.length + names.length === 0) return [];
  return db.read<Known>(
    `SELECT c.id, c.first_name, c.last_name, c.email, c.phone, ${companyName('c.company_id')} AS company
     FROM contacts c WHERE c.user_id = $1 AND c.id IN (
       SELECT p.id FROM json_array_elements_text($2::json) AS asked(email)
       JOIN contacts p ON p.user_id = $1 AND left(crm_fold(p.email), 64) = asked.email AND p.email <> ''
       UNION SELECT p.id FROM json_array_elements_text($3::json) AS asked(phone)
       JOIN contacts p ON p.user_id = $1 AND right(p.phone_digits, 7) = asked.phone AND p.phone_digits <> ''
       UNION SELECT p.id FROM json_array_elements_text($4::json) AS asked(name)
       JOIN contacts p ON p.user_id = $1 AND left(split_part(p.search_text, E'\\n', 2), 64) = asked.name)
     ORDER BY c.id`,
    [emails, phones, names].map((keys) => JSON.stringify(keys)),
  );
}

const start = (text: string) => truncate(text, indexedSigns);

function keysOf(people: Person[]) {
  const [emails, phones, names] = [new Set<string>(), new Set<string>(), new Set<string>()];
  for (const { data } of people) {
    const digits = significantDigits(data.phone);
    if (data.email) emails.add(start(fold(data.email)));
    if (digits.length >= leastDigits) phones.add(digits.slice(-leastDigits));
    if (!data.email && !data.phone) names.add(start(fold(fullName(data))));
  }
  return { emails: [...emails], phones: [...phones], names: [...names].filter(Boolean) };
}
