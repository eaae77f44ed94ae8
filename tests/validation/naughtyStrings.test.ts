// All naughty strings, straight at the schemas, the folding and SQL; over HTTP see tests/naughty.test.ts.
import { beforeAll, describe, expect, test } from 'vitest';
import type { z } from 'zod';
import { CompanyQuerySchema, CompanySchema } from '../../src/companies/companies.schema.ts';
import { companyOptions, listCompanies } from '../../src/companies/companies.service.ts';
import { listContacts } from '../../src/contacts/contactList.service.ts';
import { contactOptions } from '../../src/contacts/contactPicker.service.ts';
import { ContactQuerySchema, ContactSchema } from '../../src/contacts/contacts.schema.ts';
import { findDuplicates } from '../../src/contacts/duplicates.service.ts';
import type { OwnedDb } from '../../src/db/owned.ts';
import { fold } from '../../src/db/sql/fold.ts';
import { momentIn } from '../../src/i18n/dates.ts';
import { composerSchema } from '../../src/interactions/interactions.schema.ts';
import { searchAll } from '../../src/search/search.service.ts';
import { TaskSchema } from '../../src/tasks/tasks.schema.ts';
import { createUser, dbOf, type TestApp, testApp } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';
import { exhaustive } from '../support/exhaustive.ts';
import {
  asLine,
  asLines,
  fitsLine,
  naughtySample,
  naughtyStrings,
  wellFormed,
  withoutNul,
} from '../support/naughtyStrings.ts';

const valid = withoutNul(naughtyStrings);
const contents = valid.map(asLines).filter((text) => text !== '');
const isName = (text: string, max: number) => fitsLine(text, max) && asLine(text) !== '';
const composer = composerSchema(momentIn('Europe/Warsaw', new Date('2026-11-18T10:00:00Z')));

describe('a schema', () => {
  /** The fields as they would reach the database; undefined when they are refused. */
  function parse<T extends z.ZodType<object>>(schema: T, fields: object): Record<string, unknown> | undefined {
    const { success, data } = schema.safeParse(fields);
    if (!success) return undefined;
    return Object.fromEntries(
      Object.entries(data).map(([name, value]) => [name, typeof value === 'string' ? wellFormed(value) : value]),
    );
  }

  test('takes each as it is, or refuses it', () => {
    for (const text of naughtyStrings) {
      const isAllowed = !text.includes('\u0000');
      const [line, lines] = [asLine(text), asLines(text)];
      const wanted = (isFine: boolean, fields: object) =>
        isAllowed && isFine ? expect.objectContaining(fields) : undefined;
      const name = JSON.stringify(text);

      const names = { first_name: text, last_name: text, position: text, notes: text };
      const contact = { first_name: line, last_name: line, position: line, notes: lines };
      expect(parse(ContactSchema, names), name).toEqual(wanted(isName(text, 100), contact));
      const company = { name: text, industry: text, address: text };
      const stored = { name: line, industry: line, address: lines };
      expect(parse(CompanySchema, company), name).toEqual(wanted(isName(text, 100), stored));
      const task = { title: line, description: lines };
      expect(parse(TaskSchema, { title: text, description: text }), name).toEqual(wanted(isName(text, 200), task));
      expect(parse(composer, { content: text }), name).toEqual(wanted(lines !== '', { content: lines }));
    }
  });
});

test('all fold as in the database', async () => {
  const texts = valid.map(wellFormed);
  const folded = 'SELECT crm_fold(text) AS text FROM unnest($1::text[]) WITH ORDINALITY AS given(text, i) ORDER BY i';
  const rows = await sql<{ text: string }>(folded, [texts]);
  expect(rows.map(({ text }) => text)).toEqual(texts.map(fold));
});

describe('the database', () => {
  let app: TestApp;
  let db: OwnedDb;
  const names = valid.filter((text) => isName(text, 100)).map(asLine);

  beforeAll(async () => {
    app = await testApp();
    await emptyDatabase();
    const { id: user_id } = await createUser(app);
    db = dbOf(app, { id: user_id });
    await db.contact.createMany({ data: names.map((name) => ({ user_id, first_name: name, notes: name })) });
    await db.company.createMany({ data: names.map((name) => ({ user_id, name, address: name })) });
    await db.task.createMany({ data: names.map((title) => ({ user_id, title, description: title })) });
    const { id: contact_id } = await db.contact.create({ data: { user_id, first_name: 'Said' } });
    await db.interaction.createMany({ data: contents.map((content) => ({ user_id, contact_id, content })) });
  });

  test('gives back all that it was given', async () => {
    const orderBy = { id: 'asc' } as const;
    const contacts = await db.contact.findMany({ orderBy, where: { first_name: { not: 'Said' } } });
    expect(contacts.map(({ first_name, notes }) => [first_name, notes])).toEqual(names.map((name) => [name, name]));
    const companies = await db.company.findMany({ orderBy });
    expect(companies.map(({ name, address }) => [name, address])).toEqual(names.map((name) => [name, name]));
    const tasks = await db.task.findMany({ orderBy });
    expect(tasks.map(({ title, description }) => [title, description])).toEqual(names.map((name) => [name, name]));
    const said = await db.interaction.findMany({ orderBy });
    expect(said.map(({ content }) => content)).toEqual(contents);
  });

  test('finds each by itself', async () => {
    const stored = new Set(names);
    const notFound: string[] = [];
    for (const text of naughtyStrings) {
      const search = wellFormed(text);
      const people = await listContacts(db, ContactQuerySchema.parse({ search }), '2026-11-18');
      const companies = await listCompanies(db, CompanyQuerySchema.parse({ search }));
      const isFindable = stored.has(asLine(text)) && fold(asLine(text)).trim() !== '';
      if (isFindable && (people.rows.length === 0 || companies.rows.length === 0)) notFound.push(text);
    }
    expect(notFound).toEqual([]);
  });

  test('is asked for each by the search of everything, the pickers and the duplicates', async () => {
    for (const text of (exhaustive ? valid : withoutNul(naughtySample)).map(asLine).filter(Boolean)) {
      const person = { first_name: text, last_name: '', email: text, phone: text };
      const [found, people, companies, { duplicates }] = await Promise.all([
        searchAll(db, text, 5),
        contactOptions(db, text),
        companyOptions(db, text),
        findDuplicates(db, person),
      ]);
      expect(Object.keys(found)).toEqual(['contacts', 'companies', 'tasks', 'interactions']);
      expect(people.filter((one) => !('similar' in one)).length).toBeLessThanOrEqual(20);
      expect(companies.length).toBeLessThanOrEqual(50);
      expect(duplicates.length).toBeLessThanOrEqual(5);
    }
  });
});
