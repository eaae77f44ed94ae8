// A form's record written by one statement: once, of its owner, all of it or nothing.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { User } from '../../src/db/generated/client.ts';
import { insertOnce } from '../../src/db/idempotencyKeys.ts';
import type { OwnedDb } from '../../src/db/owned.ts';
import { errorStatus } from '../../src/http/errors.ts';
import { createUser, dbOf, type TestApp, testApp } from '../support/app.ts';
import { emptyDatabase } from '../support/database.ts';
import { createRecords } from '../support/records.ts';

const form = { form_hash: 'f'.repeat(43), now: new Date('2026-11-18T10:00:00Z') };
const later = (ms: number) => ({ ...form, now: new Date(form.now.getTime() + ms) });
const pathOf = ({ id }: { id: number }) => `/contacts/${id}/`;

let app: TestApp;
let alice: User;
let db: OwnedDb;

beforeEach(async () => {
  app ??= await testApp();
  await emptyDatabase();
  alice = await createUser(app);
  db = dbOf(app, alice);
});

const insert = (row: Record<string, unknown>, sent = form) => insertOnce(db, sent, 'contacts', row, pathOf);

test('writes the row as its owner’s, with its kinds of values, and remembers where it led', async () => {
  const made = await insert({
    first_name: "O'Neil; --",
    status: 'customer',
    company_id: null,
    notes: 'a\nb "c" \\ 🙂',
  });
  const row = await db.contact.findFirstOrThrow();
  expect(made).toEqual({ id: row.id });
  expect(row).toMatchObject({
    user_id: alice.id,
    first_name: "O'Neil; --",
    status: 'customer',
    notes: 'a\nb "c" \\ 🙂',
  });
  expect(row.search_text).toBe('\noneil; --\n\t\n\n\t\na b "c" \\ 🙂\n');
  expect(await db.submission.findMany()).toMatchObject([{ form_hash: form.form_hash, path: pathOf(row) }]);
});

test('the same form again makes nothing within the hour, and another one after it', async () => {
  const first = (await insert({ first_name: 'Ewa' })) as { id: number };
  expect(await insert({ first_name: 'Ewa' }, later(3_599_000))).toEqual({ replayPath: pathOf(first) });
  expect(await db.contact.count()).toBe(1);
  const second = (await insert({ first_name: 'Ewa' }, later(3_601_000))) as { id: number };
  expect(second.id).not.toBe(first.id);
  expect(await db.submission.findMany()).toMatchObject([{ path: pathOf(second) }]);
});

test('forgets the other forms of an hour ago, and only this owner’s', async () => {
  const bob = dbOf(app, await createUser(app, 'bob'));
  await insertOnce(bob, form, 'contacts', { first_name: 'Ola' }, pathOf);
  await insert({ first_name: 'Ewa' });
  await insert({ first_name: 'Iga' }, { ...later(3_601_000), form_hash: 'g'.repeat(43) });
  expect(await db.submission.count()).toBe(1);
  expect(await bob.submission.count()).toBe(1);
});

describe('what cannot be written leaves no trace', () => {
  afterEach(async () => {
    expect([await db.contact.count(), await db.submission.count()]).toEqual([0, 0]);
  });

  test('a company of somebody else', async () => {
    const { company } = await createRecords(app, await createUser(app, 'bob'));
    const status = await insert({ first_name: 'Ewa', company_id: company }).then(() => 0, errorStatus);
    expect(status).toBe(422);
  });

  test.each([
    ['a NUL', { first_name: 'a\0b' }, 422],
    ['too much', { first_name: 'x'.repeat(101) }, 422],
    ['no name', { position: 'Joiner' }, 422],
    ['a name that is no column’s', { 'first_name) SELECT': 'Ewa' }, 500],
  ])('%s', async (_what, row, wanted) => {
    expect(await insert(row).then(() => 0, errorStatus)).toBe(wanted);
  });
});
