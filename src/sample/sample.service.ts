import { longTransaction } from '../db/longTransaction.ts';
import type { OwnedDb } from '../db/owned.ts';
import type { Moment } from '../i18n/dates.ts';
import type { Locale } from '../i18n/translate.ts';
import { companyRow, personRow, saidRow, taskRow } from './rows.ts';
import { companyParts, personParts, saidParts, taskParts } from './script.ts';

/**
 * Makes the examples, all marked as such, in seven statements; gives the number of people. Undefined when there are
 * examples already: of two calls at the same time one makes them.
 */
export function fillSample(db: OwnedDb, locale: Locale, at: Moment): Promise<number | undefined> {
  return db.transaction(async (tx) => {
    await tx.lock();
    if (await hasSample(tx)) return undefined;
    const companies = await createCompanies(tx, locale, at);
    const people = await createPeople(tx, companies, locale, at);
    await tx.interaction.createMany({ data: saidRows(tx, people, locale, at) });
    await tx.task.createMany({ data: taskRows(tx, people, locale, at) });
    return people.size;
  }, longTransaction);
}

async function hasSample(db: OwnedDb): Promise<boolean> {
  const where = { is_sample: true };
  return (await db.contact.count({ where })) + (await db.company.count({ where })) > 0;
}

/** The id of each by its key. */
type Ids = Map<string, number>;

async function createCompanies(tx: OwnedDb, locale: Locale, at: Moment): Promise<Ids> {
  const data = companyParts.map((part, i) => ({ ...companyRow(part, i, locale, at), user_id: tx.userId }));
  const made = await tx.company.createManyAndReturn({ data, select: { id: true, name: true } });
  const ids = new Map(made.map(({ id, name }) => [name, id]));
  return new Map(companyParts.map(({ key, name }) => [key, idOf(ids, name)]));
}

async function createPeople(tx: OwnedDb, companies: Ids, locale: Locale, at: Moment): Promise<Ids> {
  const domains = new Map(companyParts.map(({ key, website }) => [key, new URL(website).hostname]));
  const data = personParts.map((part, i) => {
    const row = personRow(part, i, { locale, at, domain: domains.get(part.company) ?? 'example.com' });
    return { ...row, company_id: part.company ? idOf(companies, part.company) : null, user_id: tx.userId };
  });
  // Whoever was added last gets the last id.
  data.sort((a, b) => Number(a.created_at) - Number(b.created_at));
  const select = { id: true, first_name: true, last_name: true } as const;
  const made = await tx.contact.createManyAndReturn({ data, select });
  const ids = new Map(made.map(({ id, first_name, last_name }) => [`${first_name} ${last_name}`, id]));
  return new Map(personParts.map((one) => [one.key, idOf(ids, `${one.first_name} ${one.last_name}`)]));
}

function saidRows({ userId }: OwnedDb, people: Ids, locale: Locale, at: Moment) {
  return saidParts.map((part) => ({
    ...saidRow(part, locale, at),
    contact_id: idOf(people, part.person),
    user_id: userId,
  }));
}

function taskRows({ userId }: OwnedDb, people: Ids, locale: Locale, at: Moment) {
  return taskParts.map((part, i) => ({
    ...taskRow(part, i, locale, at),
    contact_id: part.person ? idOf(people, part.person) : null,
    user_id: userId,
  }));
}

function idOf(ids: Ids, key: string): number {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`The examples have no ${key}`);
  return id;
}
