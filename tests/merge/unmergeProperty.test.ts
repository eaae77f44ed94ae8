// Random merges with random work in between, taken apart in random order, leave what the work alone would have left.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect, type Database } from '../../src/db/client.ts';
import { type OwnedDb, ownedBy } from '../../src/db/owned.ts';
import { momentIn } from '../../src/i18n/dates.ts';
import { mergeRecords } from '../../src/merge/merge.service.ts';
import { unmerge } from '../../src/merge/unmerge.service.ts';
import { emptyDatabase, sql, testDatabaseUrl } from '../support/database.ts';
import { sampled, sampledTimeout } from '../support/properties.ts';

let database: Database;
const now = new Date('2026-11-29T12:00:00Z');
const people = 4;

beforeAll(async () => {
  database = connect(await testDatabaseUrl());
});
afterAll(async () => {
  await emptyDatabase();
  await database.close();
});

type Work =
  | { does: 'merge'; kept: number; gone: number }
  | { does: 'edit'; person: number; field: 'position' | 'notes' | 'phone' | 'birthday' }
  | { does: 'addPhone' | 'addEntry' | 'star'; person: number }
  | { does: 'editEntry' | 'deleteEntry' | 'doTask'; person: number };

const person = fc.nat(people - 1);
const workArbitrary: fc.Arbitrary<Work> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant('merge' as const), kept: person, gone: person }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('edit' as const),
      person,
      field: fc.constantFrom('position' as const, 'notes' as const, 'phone' as const, 'birthday' as const),
    }),
  },
  fc.record({ does: fc.constantFrom('addPhone' as const, 'addEntry' as const, 'star' as const), person }),
  fc.record({ does: fc.constantFrom('editEntry' as const, 'deleteEntry' as const, 'doTask' as const), person }),
);

interface Person {
  position: string;
  phone: string;
  email: string;
}

const personArbitrary: fc.Arbitrary<Person> = fc.record({
  position: fc.constantFrom('', 'Owner', 'Buyer'),
  phone: fc.constantFrom('', '601 555 100', '22 555 01 01'),
  email: fc.constantFrom('', 'a@kret.example', 'b@kret.example'),
});

/** An account of its own, with the ids of each person, of their entry and of their task. */
interface World {
  db: OwnedDb;
  contacts: number[];
  entries: number[];
  tasks: number[];
  mergeTwo?: typeof mergeRecords;
}

async function createWorld(given: Person[]): Promise<World> {
  const [user] = await sql<{ id: number }>(
    `INSERT INTO users (username, password_hash) SELECT 'owner' || count(*), '-' FROM users RETURNING id`,
  );
  const db = ownedBy(database, user?.id ?? 0);
  return db.transaction(async (tx) => {
    const contacts = await insert(
      tx,
      `INSERT INTO contacts (user_id, first_name, notes, position, phone, email)
       SELECT $1::int, 'P' || p.at, 'N' || p.at, p.position, p.phone, p.email
       FROM json_to_recordset($2::json) AS p(at int, position text, phone text, email text) ORDER BY p.at RETURNING id`,
      JSON.stringify(given.map((fields, at) => ({ at, ...fields }))),
    );
    const entries = await insert(
      tx,
      `INSERT INTO interactions (user_id, contact_id, content)
       SELECT $1::int, c.id, 'Entry of ' || c.first_name FROM contacts c WHERE c.user_id = $1 ORDER BY c.id RETURNING id`,
    );
    const tasks = await insert(
      tx,
      `INSERT INTO tasks (user_id, contact_id, title)
       SELECT $1::int, c.id, 'Task of ' || c.first_name FROM contacts c WHERE c.user_id = $1 ORDER BY c.id RETURNING id`,
    );
    return { db, contacts, entries, tasks };
  });
}

async function insert(tx: OwnedDb, statement: string, ...given: unknown[]): Promise<number[]> {
  return (await tx.read<{ id: number }>(statement, given)).map(({ id }) => id);
}

/** Returns the work that was possible: what it is about was neither merged into another nor deleted. */
async function performAll(works: [Work, number][], world: World, acts: Map<number, number>) {
  const done: [Work, number][] = [];
  for (const [work, number] of works) if (await perform(work, number, world, acts)) done.push([work, number]);
  return done;
}

async function perform(work: Work, number: number, world: World, acts: Map<number, number>): Promise<boolean> {
  if (work.does === 'merge') return merge(work, world, acts);
  const { db, contacts, entries, tasks } = world;
  const ids = { editEntry: entries, deleteEntry: entries, doTask: tasks };
  const id = (ids[work.does as keyof typeof ids] ?? contacts)[work.person] ?? 0;
  const statement = work.does === 'edit' ? statements[work.field] : statements[work.does];
  return (await db.read(statement, { id, number })).length > 0;
}

async function merge(
  work: Extract<Work, { does: 'merge' }>,
  { db, contacts, mergeTwo = mergeRecords }: World,
  acts: Map<number, number>,
): Promise<boolean> {
  const [kept = 0, gone = 0] = [contacts[work.kept], contacts[work.gone]];
  const there = await db.read('SELECT id FROM contacts WHERE user_id = $1 AND id = ANY(:ids::int[])', {
    ids: [kept, gone],
  });
  if (there.length < 2) return false;
  acts.set(await mergeTwo(db, 'contacts', { kept, gone: [gone], choices: {} }, now), kept);
  return true;
}

const updateContact = (assignment: string, condition = 'true') =>
  `UPDATE contacts SET ${assignment}, updated_at = clock_timestamp()
   WHERE user_id = $1 AND id = :id::int AND ${condition} RETURNING :number::int`;

const statements = {
  position: updateContact(`position = 'position ' || :number::int`),
  notes: updateContact(`notes = 'notes ' || :number::int`),
  phone: updateContact(`phone = 'phone ' || :number::int`),
  birthday: updateContact(`birthday = '--01-' || 10 + :number::int`),
  addPhone: updateContact(
    `more_phones = more_phones || jsonb_build_object('label', 'work', 'value', '700 000 ' || 100 + :number::int)`,
  ),
  // Who sets what is set already changes nothing, as the history sees it: it may be the star of the merged person.
  star: updateContact('is_starred = NOT is_starred', 'is_starred = (:number::int % 2 = 1)'),
  addEntry: `INSERT INTO interactions (user_id, contact_id, content)
    SELECT $1::int, c.id, 'A' || :number::int FROM contacts c WHERE c.user_id = $1 AND c.id = :id::int RETURNING id`,
  editEntry: `UPDATE interactions SET content = 'C' || :number::int WHERE user_id = $1 AND id = :id::int RETURNING id`,
  deleteEntry: 'DELETE FROM interactions WHERE user_id = $1 AND id = :id::int RETURNING :number::int',
  doTask: `UPDATE tasks SET status = 'done' WHERE user_id = $1 AND id = :id::int RETURNING :number::int`,
};

type Texts = [owner: number, text: string][];
interface Content {
  rows: object[];
  entries: Texts;
  tasks: Texts;
}

/** All that people see, with positions instead of ids. */
async function contentOf({ db, contacts }: World): Promise<Content> {
  const [found] = await sql<{ rows: object[]; entries: Texts; tasks: Texts }>(contentSql, [db.userId]);
  const { rows, ...texts } = found as Content;
  const placed = (lines: Texts) => lines.map(([id, text]): Texts[number] => [contacts.indexOf(id), text]);
  return { rows, entries: placed(texts.entries), tasks: placed(texts.tasks) };
}

const contentSql = `SELECT
  (SELECT coalesce(json_agg(to_jsonb(c) - '{id,user_id,created_at,updated_at,status_since,last_contact_at}'::text[]
    ORDER BY c.id), '[]') FROM contacts c WHERE c.user_id = $1) AS rows,
  (SELECT coalesce(json_agg(json_build_array(i.contact_id, i.content) ORDER BY i.id), '[]')
    FROM interactions i WHERE i.user_id = $1) AS entries,
  (SELECT coalesce(json_agg(json_build_array(t.contact_id, t.title || ' ' || t.status) ORDER BY t.id), '[]')
    FROM tasks t WHERE t.user_id = $1) AS tasks`;

/** Whosever they are. */
const textsIn = ({ entries, tasks }: Content) => [...entries, ...tasks].map(([, text]) => text);

const property = (mergeTwo: typeof mergeRecords) =>
  fc.asyncProperty(
    fc.array(personArbitrary, { minLength: people, maxLength: people }),
    fc.array(workArbitrary, { minLength: 2, maxLength: 9 }),
    fc.infiniteStream(fc.nat()),
    async (given, works, random) => {
      const world = { ...(await createWorld(given)), mergeTwo };
      const acts = new Map<number, number>();
      const done = await performAll(
        works.map((work, number) => [work, number]),
        world,
        acts,
      );
      const merged = await contentOf(world);
      while (acts.size > 0) {
        const open = [...acts];
        const [act, kept] = open[(random.next().value ?? 0) % open.length] as [number, number];
        await unmerge(world.db, { kind: 'contacts', kept, act, choices: [] }, momentIn('UTC', now));
        acts.delete(act);
      }
      const apart = await contentOf(world);

      const plain = await createWorld(given);
      const edits = done.filter(([{ does }]) => does !== 'merge');
      await plain.db.transaction((tx) => performAll(edits, { ...plain, db: tx }, new Map()));
      const expected = await contentOf(plain);
      expect(apart).toEqual(expected);
      expect(textsIn(merged)).toEqual(textsIn(expected));
    },
  );

it(`of random merges in random order (${sampled.numRuns} cases)`, { timeout: sampledTimeout }, async () => {
  await fc.assert(property(mergeRecords), { ...sampled, endOnFailure: true });
});

it('finds a merge that forgets which tasks it moved', { timeout: 60_000 }, async () => {
  const forgetful: typeof mergeRecords = async (...given) => {
    const act = await mergeRecords(...given);
    await sql(`DELETE FROM changes WHERE act_id = $1 AND kind = 'tasks'`, [act]);
    return act;
  };
  const { failed } = await fc.check(property(forgetful), { numRuns: 100, endOnFailure: true });
  expect(failed).toBe(true);
});
