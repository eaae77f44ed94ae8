// Random merges with random work in between, taken apart in random order, leave what the work alone would have left.
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { connect, type Database } from '../../src/db/client.ts';
import { type OwnedDb, ownedBy } from '../../src/db/owned.ts';
import { momentIn } from '../../src/i18n/dates.ts';
import { mergeRecords } from '../../src/merge/merge.service.ts';
import { unmerge } from '../../src/merge/unmerge.service.ts';
import { emptyDatabase, sql, testDatabaseUrl } from '../support/database.ts';
import { exhaustive } from '../support/exhaustive.ts';

let database: Database;
let db: OwnedDb;
const runs = Number(process.env['PROPERTY_RUNS'] ?? (exhaustive ? 1_000 : 100));
const now = new Date('2026-11-29T12:00:00Z');
const people = 4;

beforeAll(async () => {
  database = connect(await testDatabaseUrl());
  const user = await database.prisma.user.create({ data: { username: 'alice', password_hash: '-' } });
  db = ownedBy(database, user.id);
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

/** The ids of each person, of their entry and of their task. */
interface World {
  contacts: number[];
  entries: number[];
  tasks: number[];
}

async function createWorld(given: Person[]): Promise<World> {
  await sql('DELETE FROM contacts; DELETE FROM tags; DELETE FROM merges; DELETE FROM acts');
  const world: World = { contacts: [], entries: [], tasks: [] };
  const user_id = db.userId;
  for (const [at, fields] of given.entries()) {
    const { id: contact_id } = await db.contact.create({
      data: { user_id, first_name: `P${at}`, notes: `N${at}`, ...fields },
    });
    world.contacts.push(contact_id);
    world.entries.push((await db.interaction.create({ data: { user_id, contact_id, content: `E${at}` } })).id);
    world.tasks.push((await db.task.create({ data: { user_id, contact_id, title: `T${at}` } })).id);
  }
  return world;
}

const isThere = async (id: number) => (await db.contact.count({ where: { id } })) === 1;

/** Returns false for work that was not possible: somebody of it was merged into another. */
async function perform(work: Work, number: number, world: World, acts: Map<number, number>): Promise<boolean> {
  const { contacts, entries, tasks } = world;
  if (work.does === 'merge') {
    const [kept = 0, gone = 0] = [contacts[work.kept], contacts[work.gone]];
    if (kept === gone || !(await isThere(kept)) || !(await isThere(gone))) return false;
    acts.set(await mergeRecords(db, 'contacts', { kept, gone: [gone], choices: {} }, now), kept);
    return true;
  }
  const id = contacts[work.person] ?? 0;
  const entry = { id: entries[work.person] ?? 0 };
  if (work.does === 'editEntry') await db.interaction.updateMany({ where: entry, data: { content: `C${number}` } });
  else if (work.does === 'deleteEntry') await db.interaction.deleteMany({ where: entry });
  else if (work.does === 'doTask')
    await db.task.updateMany({ where: { id: tasks[work.person] ?? 0 }, data: { status: 'done' } });
  else return (await isThere(id)) && editPerson(work, number, id);
  return true;
}

async function editPerson(work: Exclude<Work, { does: 'merge' }>, number: number, id: number): Promise<boolean> {
  const where = db.key(id);
  if (work.does === 'addEntry') {
    await db.interaction.create({ data: { user_id: db.userId, contact_id: id, content: `A${number}` } });
  } else if (work.does === 'addPhone') {
    const { more_phones } = await db.contact.findUniqueOrThrow({ where });
    const added = [...(more_phones as object[]), { label: 'work', value: `700 000 ${100 + number}` }];
    await db.contact.update({ where, data: { more_phones: added } });
  } else if (work.does === 'edit') {
    const value = work.field === 'birthday' ? `--01-${10 + number}` : `${work.field} ${number}`;
    await db.contact.update({ where, data: { [work.field]: value } });
  } else {
    const is_starred = number % 2 === 0;
    // Who sets what is set already changes nothing, as the history sees it: it may be the star of the merged person.
    const { count } = await db.contact.updateMany({ where: { id, is_starred: !is_starred }, data: { is_starred } });
    return count === 1;
  }
  return true;
}

type Texts = [owner: number, text: string][];

/** All that people see, with positions instead of ids. */
async function contentOf({
  contacts,
  tasks,
}: World): Promise<{ entries: Texts; tasks: Texts; rows: object[]; count: number }> {
  const rows = await sql<{ record: Record<string, unknown> }>(
    `SELECT to_jsonb(c) - '{id,user_id,created_at,updated_at,status_since,last_contact_at}'::text[] AS record
     FROM contacts c ORDER BY c.id`,
  );
  const owners = async (table: string, column: string) =>
    (
      await sql<{ contact_id: number; text: string }>(`SELECT contact_id, ${column} AS text FROM ${table} ORDER BY id`)
    ).map(({ contact_id, text }): [number, string] => [contacts.indexOf(contact_id), text]);
  return {
    rows: rows.map(({ record }) => record),
    entries: await owners('interactions', 'content'),
    tasks: await owners('tasks', `title || ' ' || status`),
    count: tasks.length,
  };
}

/** Whosever they are. */
async function textsOf(world: World): Promise<string[]> {
  const { entries, tasks } = await contentOf(world);
  return [...entries, ...tasks].map(([, text]) => text);
}

it(`of random merges in random order (${runs} cases)`, { timeout: 60_000 + runs * 3_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(personArbitrary, { minLength: people, maxLength: people }),
      fc.array(workArbitrary, { minLength: 2, maxLength: 9 }),
      fc.infiniteStream(fc.nat()),
      async (given, works, random) => {
        const merged = await createWorld(given);
        const acts = new Map<number, number>();
        const done: [Work, number][] = [];
        for (const [number, work] of works.entries())
          if (await perform(work, number, merged, acts)) done.push([work, number]);
        const whileMerged = await textsOf(merged);
        while (acts.size > 0) {
          const open = [...acts];
          const [act, kept] = open[(random.next().value ?? 0) % open.length] as [number, number];
          await unmerge(db, { kind: 'contacts', kept, act, setBackTo: [] }, momentIn('UTC', now));
          acts.delete(act);
        }
        const apart = await contentOf(merged);

        const plain = await createWorld(given);
        for (const [work, number] of done) if (work.does !== 'merge') await perform(work, number, plain, new Map());
        expect(apart).toEqual(await contentOf(plain));
        expect(whileMerged).toEqual(await textsOf(plain));
      },
    ),
    { numRuns: runs, endOnFailure: true },
  );
});
