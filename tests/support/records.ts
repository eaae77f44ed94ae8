// One record of each kind, or plenty of them, for a user.
import { createLoad } from '../../src/accountFile/loads.service.ts';
import type { User } from '../../src/db/generated/client.ts';
import type { OwnedDb } from '../../src/db/owned.ts';
import { deleteRecord } from '../../src/history/deleteRecord.service.ts';
import { type ImportField, importFields } from '../../src/imports/columns.ts';
import { createImport, type NewImport } from '../../src/imports/imports.service.ts';
import { countIfSmall } from '../../src/imports/preview/preview.service.ts';
import { findOrCreateTags } from '../../src/tags/tags.service.ts';
import { dbOf, type TestApp } from './app.ts';
import { sql } from './database.ts';

export interface RecordIds {
  company: number;
  contact: number;
  interaction: number;
  task: number;
  /** On the contact and the company. */
  tag: number;
  /** A task that was deleted. */
  trash: number;
  /** A file that waits to be imported. */
  import: number;
  /** A file of an account that waits to be loaded. */
  load: number;
  /** An act that changed each of the records, and its changes. */
  act: number;
  companyChange: number;
  contactChange: number;
  interactionChange: number;
  taskChange: number;
  tagChange: number;
  /** A name for a filtered list. */
  view: number;
  companyView: number;
  /** A mark that the contact is different from one that no longer exists. */
  different: number;
  passkey: number;
  template: number;
}

/** What most tests need. */
export type LinkedIds = Pick<RecordIds, 'company' | 'contact' | 'interaction' | 'task' | 'tag'>;

export interface Texts {
  company: string;
  website: string;
  industry: string;
  address: string;
  company_phone: string;
  company_email: string;
  tax_id: string;
  company_notes: string;
  first_name: string;
  last_name: string;
  position: string;
  email: string;
  phone: string;
  second_email: string;
  second_phone: string;
  home_address: string;
  birthday: string;
  source: string;
  notes: string;
  content: string;
  title: string;
  description: string;
  tag: string;
}

const plain: Texts = {
  company: 'Stolarnia Dąb',
  website: 'https://stolarnia.example',
  industry: 'Meble',
  address: 'ul. Leśna 5\n00-001 Warszawa',
  company_phone: '22 555 01 01',
  company_email: 'biuro@stolarnia.example',
  tax_id: '1234563218',
  company_notes: 'Dostawy we wtorki.',
  first_name: 'Jan',
  last_name: 'Kowalski',
  position: 'Stolarz',
  email: 'jan@stolarnia.example',
  phone: '+48 600 100 200',
  second_email: '',
  second_phone: '',
  home_address: '',
  birthday: '',
  source: '',
  notes: 'Lubi dębinę.',
  content: 'Pytał o stół.',
  title: 'Wycena stołu',
  description: 'Do piątku.',
  tag: 'Hurt',
};

/** A contact of a company with an entry, a task and a tag. */
export async function createRecords(app: TestApp, user: User, texts: Partial<Texts> = {}): Promise<LinkedIds> {
  const db = dbOf(app, user);
  const all = { ...plain, ...texts };
  const tag_ids = await findOrCreateTags(db, [all.tag]);
  const { id: company } = await db.company.create({ data: companyData(db, all, tag_ids) });
  const { id: contact } = await db.contact.create({ data: contactData(db, all, { tag_ids, company }) });
  const { id: interaction } = await db.interaction.create({ data: interactionData(db, all, contact) });
  const { id: task } = await db.task.create({ data: taskData(db, all, contact) });
  return { company, contact, interaction, task, tag: tag_ids[0] ?? 0 };
}

/** One of each kind of what an address can name. */
export async function createEachKind(app: TestApp, user: User, texts: Partial<Texts> = {}): Promise<RecordIds> {
  const ids = await createRecords(app, user, texts);
  return { ...ids, ...(await createOthers(dbOf(app, user), ids, { ...plain, ...texts })) };
}

/** Enough records for more than a page, and one of each other kind. The ids are those of the first ones. */
export async function createPlenty(app: TestApp, user: User, texts: Partial<Texts> = {}): Promise<RecordIds> {
  const ids = await createEachKind(app, user, texts);
  const db = dbOf(app, user);
  const all = { ...plain, ...texts };
  const more = <Data>(data: Data) => ({ data: Array<Data>(24).fill(data) });
  await db.company.createMany(more(companyData(db, all, [ids.tag])));
  await db.contact.createMany(more(contactData(db, all, { tag_ids: [ids.tag], company: ids.company })));
  await db.interaction.createMany(more(interactionData(db, all, ids.contact)));
  await db.task.createMany(more(taskData(db, all, ids.contact)));
  return ids;
}

function companyData({ userId: user_id }: OwnedDb, texts: Texts, tag_ids: number[]) {
  const { company: name, website, industry, address, company_phone: phone, company_email: email, tax_id } = texts;
  return { user_id, name, website, industry, address, phone, email, tax_id, notes: texts.company_notes, tag_ids };
}

function contactData(
  { userId: user_id }: OwnedDb,
  texts: Texts,
  { tag_ids, company }: { tag_ids: number[]; company: number },
) {
  const { first_name, last_name, position, email, phone, notes, birthday, source } = texts;
  const person = { first_name, last_name, position, email, phone, notes, birthday, source };
  const more = { more_emails: pointsOf(texts.second_email), more_phones: pointsOf(texts.second_phone) };
  const is_starred = source !== '';
  return { user_id, ...person, ...more, address: texts.home_address, is_starred, tag_ids, company_id: company };
}

function interactionData({ userId: user_id }: OwnedDb, { content }: Texts, contact_id: number) {
  return { user_id, contact_id, content };
}

function taskData({ userId: user_id }: OwnedDb, { title, description }: Texts, contact_id: number) {
  return { user_id, contact_id, title, description, due_date: new Date('2026-01-31') };
}

async function createOthers(db: OwnedDb, ids: LinkedIds, texts: Texts) {
  const { company, first_name, last_name, position, email, phone, notes, tag, title } = texts;
  return {
    import: await createWaitingImport(db, { company, first_name, last_name, position, email, phone, notes }),
    trash: await createDeleted(db, ids.contact, title),
    view: await createView(db, tag, 'contacts'),
    companyView: await createView(db, tag, 'companies'),
    different: await createDifferent(db, ids.contact),
    template: await createTemplate(db),
    passkey: await createPasskey(db.userId, tag),
    load: await createWaitingLoad(db, company),
    ...(await createHistory(db, ids, texts)),
  };
}

async function createPasskey(user_id: number, name: string): Promise<number> {
  const text = `INSERT INTO passkeys (user_id, name, credential_id, public_key, created_at)
    VALUES ($1, $2, gen_random_uuid()::text, '', now()) RETURNING id`;
  const [row] = await sql<{ id: number }>(text, [user_id, name]);
  return row?.id ?? 0;
}

function pointsOf(value: string) {
  return value === '' ? [] : [{ label: 'work', value }];
}

/** An act by which each record got one of its texts, as if it had had another one before. */
async function createHistory(db: OwnedDb, ids: LinkedIds, texts: Texts) {
  return db.transaction(async (tx) => {
    const act = await tx.act();
    const change = async (kind: string, record: number, field: string, value: string) => {
      const [row] = await tx.read<{ id: number | bigint }>(
        `INSERT INTO changes (user_id, kind, record_id, act_id, operation, field, old, new)
         SELECT $1::int, $2, $3::int, $4::bigint, 'update', $5, to_jsonb($6::text), to_jsonb($7::text) RETURNING id`,
        [kind, record, act, field, `${value.slice(0, 50)} 1`, value],
      );
      return Number(row?.id);
    };
    // As if the act had merged other records, which no longer exist, into them.
    for (const [kind, kept] of [
      ['contacts', ids.contact],
      ['companies', ids.company],
    ])
      await tx.read(
        `INSERT INTO merges (user_id, kind, gone_id, kept_id, act_id, at)
         SELECT $1::int, $2, 1999999999, $3::int, $4::bigint, now()`,
        [kind, kept, act],
      );
    return {
      act: Number(act),
      companyChange: await change('companies', ids.company, 'industry', texts.industry),
      contactChange: await change('contacts', ids.contact, 'position', texts.position),
      interactionChange: await change('interactions', ids.interaction, 'content', texts.content),
      taskChange: await change('tasks', ids.task, 'description', texts.description),
      tagChange: await change('tags', ids.tag, 'name', texts.tag),
    };
  });
}

async function createTemplate(db: OwnedDb): Promise<number> {
  const [template] = await db.read<{ id: number }>(
    `INSERT INTO mail_templates (user_id, name, subject, body) SELECT $1::int, 'Offer', 'Offer', 'Hello' RETURNING id`,
  );
  return template?.id ?? 0;
}

async function createView(db: OwnedDb, name: string, kind: 'contacts' | 'companies'): Promise<number> {
  const [view] = await db.read<{ id: number }>(
    `INSERT INTO saved_views (user_id, kind, name, query, position) SELECT $1::int, :kind, :name, 'sort=name', 1
     ON CONFLICT (user_id, kind, crm_fold(name)) DO UPDATE SET position = 1 RETURNING id`,
    { name, kind },
  );
  return view?.id ?? 0;
}

async function createDifferent(db: OwnedDb, contact: number): Promise<number> {
  const [pair] = await db.read<{ id: number }>(
    `INSERT INTO different_records (user_id, kind, one_id, other_id, at)
     SELECT $1::int, 'contacts', :contact::int, 1999999999, now() RETURNING id`,
    { contact },
  );
  return pair?.id ?? 0;
}

/** The file is about a person whose name is that of the company. */
async function createWaitingImport(db: OwnedDb, cells: Parameters<typeof waitingFile>[0]): Promise<number> {
  const id = await createImport(db, waitingFile(cells), new Date());
  await countIfSmall(db, id);
  return id;
}

async function createWaitingLoad(db: OwnedDb, username: string): Promise<number> {
  const id = await createLoad(db, 'account.zip', new Date());
  const account = { id: 1, username: username.slice(0, 150) };
  const files = [{ name: 'data/contacts.jsonl', kind: 'contacts', records: 1, bytes: 1, sha256: '' }];
  const manifest = { format: 'mini-crm-account', version: 1, app: '', made_at: '2026-01-31T12:00:00Z', account, files };
  await db.read(
    `UPDATE account_loads SET state = 'ready', manifest = :manifest::jsonb WHERE user_id = $1 AND id = :id::int`,
    { id, manifest: JSON.stringify(manifest) },
  );
  return id;
}

async function createDeleted(db: OwnedDb, contact_id: number, title: string): Promise<number> {
  const { id } = await db.task.create({ data: { user_id: db.userId, contact_id, title } });
  return (await deleteRecord(db, { kind: 'tasks', id })).change ?? 0;
}

/** A file that waits to be imported, in which the same texts stand. */
function waitingFile(texts: Record<string, string>): NewImport {
  const { last_name = '', company = '' } = texts;
  const rows = [Object.values(texts), ['', '', 'nobody']];
  const columns = Object.keys(texts).map((field) =>
    (importFields as readonly string[]).includes(field) ? (field as ImportField) : 'skip',
  );
  return {
    name: `${last_name} ${company}`.slice(0, 200),
    file: new Uint8Array(),
    headers: columns.map(() => ''),
    rows: rows.map((cells, at) => ({ number: at + 1, cells })),
    omitted: [],
    mapping: {
      encoding: 'utf-8',
      header: false,
      columns,
      existing: 'skip',
      likely: 'add',
      status: 'lead',
      tags: [],
      statuses: {},
    },
    details: { kind: 'text', title: '', footers: [], sheet: '', sheets: [] },
  };
}

const tables = [
  'account_loads',
  'account_load_rows',
  'erasures',
  'merges',
  'saved_views',
  'waiting_mails',
  'sent_mails',
  'mail_preferences',
  'mail_templates',
  'different_records',
  'duplicate_pairs',
  'duplicate_searches',
  'calendar_feeds',
  'tags',
  'companies',
  'contacts',
  'imports',
  'import_rows',
  'interactions',
  'tasks',
  'profiles',
];

/** All that the database holds of a user, with the history. */
export async function fullDumpOf(user: User): Promise<Record<string, unknown[]>> {
  return dumpOf(user, [...tables, 'acts', 'changes']);
}

/** All that the database holds of a user, without the history. */
export async function dumpOf(user: User, of = tables): Promise<Record<string, unknown[]>> {
  const dump: Record<string, unknown[]> = { users: await sql('SELECT * FROM users WHERE id = $1', [user.id]) };
  for (const table of of) {
    dump[table] = await sql(`SELECT * FROM ${table} t WHERE user_id = $1 ORDER BY t::text`, [user.id]);
  }
  return dump;
}

/** How many rows of each kind a user has. */
export async function countsOf(user: User): Promise<Record<string, number>> {
  const dump = await dumpOf(user);
  return Object.fromEntries(Object.entries(dump).map(([table, rows]) => [table, rows.length]));
}
