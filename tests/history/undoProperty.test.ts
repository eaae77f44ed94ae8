// Random acts, undone in random order where allowed, equal the same acts without the undone ones.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Database } from '../../src/db/client.ts';
import { longTransaction } from '../../src/db/longTransaction.ts';
import { type OwnedDb, ownedBy } from '../../src/db/owned.ts';
import { undoAct } from '../../src/history/undo.service.ts';
import { emptyDatabase, sql, testDatabaseUrl } from '../support/database.ts';
import { exhaustive } from '../support/exhaustive.ts';
import { type Act, actArbitrary, allowsRedo, allowsUndo, type Operation, replay, type World } from './model.ts';

let database: Database;
let db: OwnedDb;
const runs = Number(process.env['PROPERTY_RUNS'] ?? (exhaustive ? 1_000 : 100));

beforeAll(async () => {
  database = connect(await testDatabaseUrl());
  const user = await database.prisma.user.create({ data: { username: 'alice', password_hash: '-' } });
  db = ownedBy(database, user.id);
});
afterAll(async () => {
  await emptyDatabase();
  await database.close();
});

/** The ids that the records of the model have in the database. */
type Ids = Map<string, number>;

async function perform(acts: Act[], ids: Ids): Promise<Map<number, number>> {
  const started = new Map<number, number>();
  for (const [number, act] of acts.entries()) started.set(number, await performAct(act, ids));
  return started;
}

function performAct(act: Act, ids: Ids): Promise<number> {
  return db.transaction(async (tx) => {
    const id = await tx.act();
    for (const operation of act) await performOperation(tx, operation, ids);
    return id;
  }, longTransaction);
}

async function performOperation(tx: OwnedDb, operation: Operation, ids: Ids): Promise<void> {
  const { kind, key } = operation;
  if (operation.does === 'delete') {
    await tx.read(`DELETE FROM ${kind} WHERE user_id = $1 AND id = $2::int`, [ids.get(key)]);
    return;
  }
  const row = Object.fromEntries(
    Object.entries(operation.fields).map(([name, value]) => [name, link(name, value, ids)]),
  );
  const names = Object.keys(row);
  if (operation.does === 'create') {
    const [made] = await tx.read<{ id: number }>(
      `INSERT INTO ${kind} (user_id, ${names.join(', ')}) SELECT $1::int, ${names.map((name) => `p.${name}`).join(', ')}
       FROM json_populate_record(NULL::${kind}, $2::json) p RETURNING id`,
      [JSON.stringify(row)],
    );
    ids.set(key, made?.id ?? 0);
    return;
  }
  await tx.read(
    `UPDATE ${kind} r SET ${names.map((name) => `${name} = p.${name}`).join(', ')}, updated_at = clock_timestamp()
     FROM json_populate_record(NULL::${kind}, $3::json) p WHERE r.user_id = $1 AND r.id = $2::int`,
    [ids.get(key), JSON.stringify(row)],
  );
}

const link = (name: string, value: unknown, ids: Ids) =>
  name.endsWith('_id') && typeof value === 'string' ? (ids.get(value) ?? null) : value;

async function stored(ids: Ids): Promise<World> {
  const keys = new Map([...ids].map(([key, id]) => [`${key.slice(0, 1)}${id}`, key]));
  const world: World = new Map();
  const keyOf = (prefix: string, id: unknown) =>
    id === null ? null : (keys.get(`${prefix}${id}`) ?? `?${prefix}${id}`);
  for (const row of await sql<Record<string, unknown>>('SELECT * FROM companies ORDER BY id')) {
    world.set(keyOf('o', row['id']) as string, { kind: 'companies', name: row['name'] });
  }
  for (const row of await sql<Record<string, unknown>>('SELECT * FROM contacts ORDER BY id')) {
    const { first_name, status } = row;
    world.set(keyOf('c', row['id']) as string, {
      kind: 'contacts',
      first_name,
      status,
      company_id: keyOf('o', row['company_id']),
    });
  }
  for (const row of await sql<Record<string, unknown>>('SELECT * FROM interactions ORDER BY id')) {
    world.set(keyOf('i', row['id']) as string, {
      kind: 'interactions',
      content: row['content'],
      contact_id: keyOf('c', row['contact_id']),
    });
  }
  for (const row of await sql<Record<string, unknown>>('SELECT * FROM tasks ORDER BY id')) {
    const { title, status } = row;
    world.set(keyOf('t', row['id']) as string, {
      kind: 'tasks',
      title,
      status,
      contact_id: keyOf('c', row['contact_id']),
    });
  }
  return world;
}

const plain = (world: World) => Object.fromEntries([...world].toSorted(([a], [b]) => a.localeCompare(b)));

async function forget(): Promise<void> {
  for (const table of ['tasks', 'interactions', 'contacts', 'companies', 'acts']) await sql(`DELETE FROM ${table}`);
  await sql('DELETE FROM acts');
}

describe('undo', () => {
  it('of random acts in random order leaves what the other acts alone would have made', async () => {
    await fc.assert(
      fc.asyncProperty(actArbitrary, fc.array(fc.nat(30), { minLength: 1, maxLength: 14 }), async (acts, presses) => {
        await forget();
        const ids: Ids = new Map();
        const started = await perform(acts, ids);
        const undone = new Map<number, number>();
        const expectReplay = async () =>
          expect(plain(await stored(ids))).toEqual(plain(replay(acts, new Set(undone.keys()))));
        await expectReplay();
        for (const press of presses) {
          await toggle(acts, undone, started, press % acts.length);
          await expectReplay();
        }
      }),
      { numRuns: runs, ...(process.env['PROPERTY_SEED'] && { seed: Number(process.env['PROPERTY_SEED']) }) },
    );
  }, 600_000);
});

/** Undoes an act, or does one again that is undone; leaves it where that is not allowed. */
async function toggle(acts: Act[], undone: Map<number, number>, started: Map<number, number>, number: number) {
  const [without, undo] = [new Set(undone.keys()), undone.get(number)];
  const isAllowed = undo === undefined ? allowsUndo(acts, without, number) : allowsRedo(acts, without, number);
  if (!isAllowed) return;
  const result = await undoAct(db, undo ?? (started.get(number) as number), { at: new Date() });
  if (undo !== undefined) undone.delete(number);
  else undone.set(number, result.state === 'done' ? result.act : 0);
}
