import { longTransaction } from '../db/longTransaction.ts';
import type { OwnedDb } from '../db/owned.ts';
import type { Moment } from '../i18n/dates.ts';
import type { Locale } from '../i18n/translate.ts';
import { findOrCreateTags } from '../tags/tags.service.ts';
import { sampleCompanies, samplePeople, sampleTags, sampleTasks } from './sampleData.ts';
import { sampleInteractions } from './sampleInteractions.ts';
import { companyRow, contactRow, interactionRow, tagRow, taskRow } from './sampleRows.ts';

/**
 * Creates the sample data in a few statements. Returns the number of people; undefined when there is sample data
 * already, also for the second of two simultaneous calls.
 */
export function fillSample(db: OwnedDb, locale: Locale, moment: Moment): Promise<number | undefined> {
  return db.withCause('sample').transaction(async (tx) => {
    await tx.lock();
    if (await hasSample(tx)) return undefined;
    const tags = await createTags(tx, locale, moment);
    const companies = await createCompanies(tx, tags, locale, moment);
    const people = await createPeople(tx, { companies, tags }, locale, moment);
    await tx.interaction.createMany({ data: interactionRows(tx, people, locale, moment) });
    await tx.task.createMany({ data: taskRows(tx, people, locale, moment) });
    return people.size;
  }, longTransaction);
}

async function hasSample(db: OwnedDb): Promise<boolean> {
  const where = { is_sample: true };
  return (await db.contact.count({ where })) + (await db.company.count({ where })) > 0;
}

/** By key. */
type Ids = Map<string, number>;

/** Tags of the owner with the same names are used. */
async function createTags(tx: OwnedDb, locale: Locale, moment: Moment): Promise<Ids> {
  const rows = sampleTags.map((sample) => tagRow(sample, locale, moment));
  await tx.read(
    `INSERT INTO tags (user_id, name, color, keep_in_touch_days, created_at, updated_at)
     SELECT $1::int, t.name, t.color, t.keep_in_touch_days, t.created_at, t.updated_at
     FROM jsonb_to_recordset(:rows::jsonb)
       t(name TEXT, color "TagColor", keep_in_touch_days INTEGER, created_at TIMESTAMPTZ, updated_at TIMESTAMPTZ)
     ON CONFLICT (user_id, crm_fold(name)) DO NOTHING`,
    { rows: JSON.stringify(rows) },
  );
  const ids = await findOrCreateTags(
    tx,
    rows.map(({ name }) => name),
  );
  return new Map(sampleTags.map(({ key }, place) => [key, ids[place] as number]));
}

function tagIds(tags: Ids, keys: string[]): number[] {
  return keys.map((key) => requireId(tags, key));
}

async function createCompanies(tx: OwnedDb, tags: Ids, locale: Locale, moment: Moment): Promise<Ids> {
  const data = sampleCompanies.map((sample, i) => {
    return { ...companyRow(sample, i, locale, moment), tag_ids: tagIds(tags, sample.tags), user_id: tx.userId };
  });
  const companies = await tx.company.createManyAndReturn({ data, select: { id: true, name: true } });
  const ids = new Map(companies.map(({ id, name }) => [name, id]));
  return new Map(sampleCompanies.map(({ key, name }) => [key, requireId(ids, name)]));
}

async function createPeople(
  tx: OwnedDb,
  { companies, tags }: { companies: Ids; tags: Ids },
  locale: Locale,
  moment: Moment,
): Promise<Ids> {
  const domains = new Map(sampleCompanies.map(({ key, website }) => [key, new URL(website).hostname]));
  const data = samplePeople.map((sample, i) => {
    const row = contactRow(sample, i, { locale, moment, domain: domains.get(sample.company) ?? 'example.com' });
    const company_id = sample.company ? requireId(companies, sample.company) : null;
    return { ...row, company_id, tag_ids: tagIds(tags, sample.tags), user_id: tx.userId };
  });
  // Ids in the order in which the people were added.
  data.sort((a, b) => Number(a.created_at) - Number(b.created_at));
  const select = { id: true, first_name: true, last_name: true } as const;
  const contacts = await tx.contact.createManyAndReturn({ data, select });
  const ids = new Map(contacts.map(({ id, first_name, last_name }) => [`${first_name} ${last_name}`, id]));
  return new Map(
    samplePeople.map(({ key, first_name, last_name }) => [key, requireId(ids, `${first_name} ${last_name}`)]),
  );
}

function interactionRows({ userId }: OwnedDb, people: Ids, locale: Locale, moment: Moment) {
  return sampleInteractions.map((sample) => ({
    ...interactionRow(sample, locale, moment),
    contact_id: requireId(people, sample.person),
    user_id: userId,
  }));
}

function taskRows({ userId }: OwnedDb, people: Ids, locale: Locale, moment: Moment) {
  return sampleTasks.map((sample, i) => ({
    ...taskRow(sample, i, locale, moment),
    contact_id: sample.person ? requireId(people, sample.person) : null,
    user_id: userId,
  }));
}

function requireId(ids: Ids, key: string): number {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`The examples have no ${key}`);
  return id;
}
