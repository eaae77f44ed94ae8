// One record of each kind, or plenty of them, for a user.
import { createLoad } from '../../src/accountFile/loads.service.ts';
import type { User } from '../../src/db/generated/client.ts';
import type { OwnedDb } from '../../src/db/owned.ts';
import { deleteRecord } from '../../src/history/deleteRecord.service.ts';
import { type ImportField, importFields } from '../../src/imports/columns.ts';
import { createImport, type NewImport } from '../../src/imports/imports.service.ts';
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
  /** That the contact is not the same as one that is gone. */
  different: number;
  passkey: number;
  template: number;
}

type Created = Pick<RecordIds, 'company' | 'contact' | 'interaction' | 'task' | 'tag'>;

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

/** One of each, linked to each other. */
export async function createRecords(app: TestApp, user: User, texts: Partial<Texts> = {}): Promise<RecordIds> {
  return createOne(dbOf(app, user), { ...plain, ...texts });
}

/** As many of each as fill more than a page; the ids are those of the first. */
export async function createPlenty(app: TestApp, user: User, texts: Partial<Texts> = {}): Promise<RecordIds> {
  const db = dbOf(app, user);
  const ids = await createOne(db, { ...plain, ...texts });
  for (let i = 0; i < 24; i++) await createOne(db, { ...plain, ...texts }, ids);
  return ids;
}

async function createOne(db: OwnedDb, texts: Texts, at?: RecordIds): Promise<RecordIds> {
  const { company: name, website, industry, address, content, title, description, tag, ...others } = texts;
  const { company_phone, company_email, tax_id, company_notes, ...ofPerson } = others;
  const { second_email, second_phone, home_address, birthday, source, ...person } = ofPerson;
  const { userId: user_id } = db;
  const tag_ids = await findOrCreateTags(db, [tag]);
  const reach = { phone: company_phone, email: company_email, tax_id, notes: company_notes };
  const company = await db.company.create({ data: { user_id, name, website, industry, address, tag_ids, ...reach } });
  const contact = await db.contact.create({
    data: {
      user_id,
      ...person,
      ...{ birthday, source, address: home_address, is_starred: source !== '' },
      more_emails: pointsOf(second_email),
      more_phones: pointsOf(second_phone),
      tag_ids,
      company_id: at?.company ?? company.id,
    },
  });
  const contact_id = at?.contact ?? contact.id;
  const interaction = await db.interaction.create({ data: { user_id, contact_id, content } });
  const waiting = at?.import ?? (await createImport(db, waitingFile({ company: name, ...person }), new Date()));
  const due_date = new Date('2026-01-31');
  const task = await db.task.create({ data: { user_id, contact_id, title, description, due_date } });
  const trash = at?.trash ?? (await createDeleted(db, contact_id, title));
  const ids = {
    company: company.id,
    contact: contact.id,
    interaction: interaction.id,
    task: task.id,
    tag: tag_ids[0] ?? 0,
  };
  const view = at?.view ?? (await createView(db, tag, 'contacts'));
  const companyView = at?.companyView ?? (await createView(db, tag, 'companies'));
  const different = at?.different ?? (await createDifferent(db, contact_id));
  const template = at?.template ?? (await createTemplate(db));
  const passkey = at?.passkey ?? (await createPasskey(user_id, tag));
  const load = at?.load ?? (await createWaitingLoad(db, name));
  return {
    ...ids,
    trash,
    view,
    companyView,
    load,
    different,
    passkey,
    template,
    import: waiting,
    ...(at ? pickHistory(at) : await createHistory(db, ids, texts)),
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

const pickHistory = ({ act, companyChange, contactChange, interactionChange, taskChange, tagChange }: RecordIds) => ({
  act,
  companyChange,
  contactChange,
  interactionChange,
  taskChange,
  tagChange,
});

/** An act by which each record got one of its texts, as if it had had another one before. */
async function createHistory(db: OwnedDb, ids: Created, texts: Texts) {
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
    // As if the act had merged others into them, which do not exist any more.
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

/** Of somebody whose name is that of the company. */
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
    leftOut: [],
    mapping: { encoding: 'utf-8', header: false, columns, existing: 'skip', status: 'lead', tags: [], statuses: {} },
    details: { kind: 'text', title: '', sheet: '', sheets: [] },
  };
}

const tables = [
  'account_loads',
  'account_load_rows',
  'erasures',
  'merges',
  'saved_views',
  'waiting_mails',
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
