// All that a list finds, whatever its page.
import { expect, test } from 'vitest';
import { listContacts } from '../../src/contacts/contactList.service.ts';
import { countSelected, selectedIds } from '../../src/contacts/contactSelection.service.ts';
import { ContactQuerySchema, contactSorts } from '../../src/contacts/contacts.schema.ts';
import { createUser, dbOf } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { alice, app, db } = await useSignedIn();
const today = '2026-11-29';

const queryOf = (query: object) => ContactQuerySchema.parse(query);

function addMany(count: number) {
  const data = Array.from({ length: count }, (_, n) => ({
    user_id: alice.id,
    first_name: ['Ada', 'Ewa', 'Łucja'][n % 3] as string,
    last_name: n % 2 === 0 ? 'Nowak' : '',
    phone: n === 1 ? '600 100 200' : '',
    notes: n === 2 ? 'call 600 100 200' : '',
    status: n % 5 === 0 ? ('customer' as const) : ('lead' as const),
    source: n % 7 === 0 ? 'fair' : '',
    is_starred: n % 3 === 0,
  }));
  return db.contact.createMany({ data });
}

/** All pages of the list, one after the other. */
async function listedIds(query: object): Promise<number[]> {
  const ids: number[] = [];
  for (let page = 1, pages = 1; page <= pages; page++) {
    const { rows, pagination } = await listContacts(db, queryOf({ ...query, page: String(page) }), today);
    ids.push(...rows.map(({ id }) => id));
    pages = pagination.pages;
  }
  return ids;
}

const queries = [
  ...contactSorts.map((sort) => ({ sort })),
  ...contactSorts.map((sort) => ({ sort, search: 'ewa' })),
  { status: 'customer', sort: 'name' },
  { next: 'none', sort: 'status' },
  { starred: '1', source: 'fair' },
  { search: 'ew' },
  { search: 'e' },
  { search: '600100200' },
  { search: 'nowak', status: 'lead', starred: '1' },
  { search: 'nobody of this name' },
];

test('finds what the pages of the list show, in their order, where many values are equal', async () => {
  await addMany(70);
  const tag = await db.tag.create({ data: { user_id: alice.id, name: 'Hurt', color: 'blue' } });
  await sql(
    `UPDATE contacts SET updated_at = '2026-01-01', tag_ids = CASE WHEN id % 4 = 0 THEN ARRAY[${tag.id}] ELSE '{}' END`,
  );
  const { id: someone } = await db.contact.findFirstOrThrow();
  await db.task.create({ data: { user_id: alice.id, contact_id: someone, title: 'Call' } });
  for (const query of [...queries, { tag: String(tag.id), sort: 'name' }]) {
    const listed = await listedIds(query);
    expect([query, await selectedIds(db, { query: queryOf(query) }, today)]).toEqual([query, listed]);
    expect(await countSelected(db, { query: queryOf(query) }, today)).toBe(listed.length);
  }
});

test('takes ids of this account only, in the order of the list, each once', async () => {
  await addMany(4);
  const bob = dbOf(app, await createUser(app, 'bob'));
  const stranger = await bob.contact.create({ data: { user_id: 0, first_name: 'Stranger' } });
  const [a, b, c] = await selectedIds(db, { query: queryOf({ sort: 'name' }) }, today);
  const selection = { query: queryOf({ sort: 'name' }), ids: [c, a, a, b, stranger.id, 2_000_000_000] as number[] };
  expect(await selectedIds(db, selection, today)).toEqual([a, b, c]);
  expect(await countSelected(db, selection, today)).toBe(3);
  expect(await countSelected(db, { ...selection, ids: [] }, today)).toBe(0);
});
