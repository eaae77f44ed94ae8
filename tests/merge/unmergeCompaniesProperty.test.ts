// Random merges of companies, with people who come, go and change companies, taken apart in random order.
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
const [companies, people] = [4, 5];
const numRuns = Math.ceil(sampled.numRuns / 4);

beforeAll(async () => {
  database = connect(await testDatabaseUrl());
});
afterAll(async () => {
  await emptyDatabase();
  await database.close();
});

const company = fc.nat(companies - 1);
const person = fc.nat(people - 1);
const workArbitrary = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant('merge' as const), company, other: company }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constantFrom('rename' as const, 'call' as const, 'add' as const), company }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('move' as const), company, person }) },
  fc.record({ does: fc.constantFrom('leave' as const, 'delete' as const), person }),
);
type Work = typeof workArbitrary extends fc.Arbitrary<infer One> ? One : never;

/** The ids of companies and people in their order, of an account of its own. */
interface World {
  db: OwnedDb;
  companies: number[];
  people: number[];
}

async function createWorld(given: number[]): Promise<World> {
  const [user] = await sql<{ id: number }>(
    `INSERT INTO users (username, password_hash) SELECT 'owner' || count(*), '-' FROM users RETURNING id`,
  );
  const db = ownedBy(database, user?.id ?? 0);
  return db.transaction(async (tx) => {
    const made = await tx.read<{ id: number }>(
      `INSERT INTO companies (user_id, name, notes) SELECT $1::int, 'C' || n, 'N' || n FROM generate_series(1, ${companies}) n
       ORDER BY n RETURNING id`,
    );
    const ids = made.map(({ id }) => id);
    const staff = await tx.read<{ id: number }>(
      `INSERT INTO contacts (user_id, first_name, company_id)
       SELECT $1::int, 'P' || p.at, p.company FROM json_to_recordset(:given::json) AS p(at int, company int)
       ORDER BY p.at RETURNING id`,
      { given: JSON.stringify(given.map((works, at) => ({ at, company: ids[works] ?? null }))) },
    );
    return { db, companies: ids, people: staff.map(({ id }) => id) };
  });
}

const statements = {
  rename: `UPDATE companies SET name = 'name ' || :number::int WHERE user_id = $1 AND id = :company::int RETURNING id`,
  call: `UPDATE companies SET phone = 'phone ' || :number::int WHERE user_id = $1 AND id = :company::int RETURNING id`,
  add: `INSERT INTO contacts (user_id, first_name, company_id)
    SELECT $1::int, 'A' || :number::int, c.id FROM companies c WHERE c.user_id = $1 AND c.id = :company::int RETURNING id`,
  move: `UPDATE contacts p SET company_id = c.id FROM companies c WHERE p.user_id = $1 AND p.id = :person::int
    AND c.user_id = $1 AND c.id = :company::int AND p.company_id IS DISTINCT FROM c.id RETURNING p.id`,
  leave: `UPDATE contacts SET company_id = NULL WHERE user_id = $1 AND id = :person::int AND company_id IS NOT NULL RETURNING id`,
  delete: 'DELETE FROM contacts WHERE user_id = $1 AND id = :person::int RETURNING id',
};

/** Whether it was possible: what it is about was neither merged into another nor deleted. */
async function perform(work: Work, number: number, world: World, acts: Map<number, number>): Promise<boolean> {
  if (work.does === 'merge') return merge(work, world, acts);
  const values = {
    ...('company' in work && { company: world.companies[work.company] }),
    ...('person' in work && { person: world.people[work.person] }),
    ...(['rename', 'call', 'add'].includes(work.does) && { number }),
  };
  return (await world.db.read(statements[work.does], values)).length > 0;
}

async function merge(
  work: Extract<Work, { does: 'merge' }>,
  world: World,
  acts: Map<number, number>,
): Promise<boolean> {
  const [kept = 0, gone = 0] = [world.companies[work.company], world.companies[work.other]];
  const ids = [kept, gone];
  const there = await world.db.read('SELECT id FROM companies WHERE user_id = $1 AND id = ANY(:ids::int[])', { ids });
  if (there.length < 2) return false;
  acts.set(await mergeRecords(world.db, 'companies', { kept, gone: [gone], choices: {} }, now), kept);
  return true;
}

/** With positions instead of ids. */
async function contentOf({ db, companies: ids }: World): Promise<object[][]> {
  const [found] = await sql<{ companies: object[]; people: [string, number | null][] }>(
    `SELECT (SELECT coalesce(json_agg(json_build_array(c.name, c.phone, c.notes) ORDER BY c.id), '[]')
        FROM companies c WHERE c.user_id = $1) AS companies,
      (SELECT coalesce(json_agg(json_build_array(p.first_name, p.company_id) ORDER BY p.first_name), '[]')
        FROM contacts p WHERE p.user_id = $1) AS people`,
    [db.userId],
  );
  const placed = found?.people.map(([name, id]) => [name, id === null ? null : ids.indexOf(id)]) ?? [];
  return [found?.companies ?? [], placed];
}

it(`leaves what the work alone would have left (${numRuns} cases)`, { timeout: sampledTimeout }, async () => {
  const property = fc.asyncProperty(
    fc.array(fc.nat(companies), { minLength: people, maxLength: people }),
    fc.array(workArbitrary, { minLength: 2, maxLength: 9 }),
    fc.infiniteStream(fc.nat()),
    async (given, works, random) => {
      const [world, acts, done] = [await createWorld(given), new Map<number, number>(), [] as [Work, number][]];
      for (const [number, work] of works.entries())
        if (await perform(work, number, world, acts)) done.push([work, number]);
      while (acts.size > 0) {
        const open = [...acts];
        const [act, kept] = open[(random.next().value ?? 0) % open.length] as [number, number];
        await unmerge(world.db, { kind: 'companies', kept, act, choices: [] }, momentIn('UTC', now));
        acts.delete(act);
      }
      const plain = await createWorld(given);
      await plain.db.transaction(async (tx) => {
        for (const [work, number] of done)
          if (work.does !== 'merge') await perform(work, number, { ...plain, db: tx }, acts);
      });
      expect(await contentOf(world)).toEqual(await contentOf(plain));
    },
  );
  await fc.assert(property, { ...sampled, numRuns });
});
