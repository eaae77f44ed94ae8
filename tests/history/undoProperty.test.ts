// Random acts, undone in random order where allowed, equal the same acts without the undone ones.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connect, type Database } from '../../src/db/client.ts';
import { longTransaction } from '../../src/db/longTransaction.ts';
import { type OwnedDb, ownedBy } from '../../src/db/owned.ts';
import { undoAct } from '../../src/history/undo.service.ts';
import { emptyDatabase, sql, testDatabaseUrl } from '../support/database.ts';
import { sampled, sampledTimeout } from '../support/properties.ts';
import { type Act, actArbitrary, allowsRedo, allowsUndo, type Operation, replay, type World } from './model.ts';

let database: Database;

beforeAll(async () => {
  database = connect(await testDatabaseUrl());
});
afterAll(async () => {
  await emptyDatabase();
  await database.close();
});

/** Nothing is left of the case before. */
async function newAccount(): Promise<OwnedDb> {
  const [user] = await sql<{ id: number }>(
    `INSERT INTO users (username, password_hash) SELECT 'owner' || count(*), '-' FROM users RETURNING id`,
  );
  return ownedBy(database, user?.id ?? 0);
}

/** The ids that the records of the model have in the database. */
type Ids = Map<string, number>;

async function perform(db: OwnedDb, acts: Act[], ids: Ids): Promise<Map<number, number>> {
  const started = new Map<number, number>();
  for (const [number, act] of acts.entries()) started.set(number, await performAct(db, act, ids));
  return started;
}

function performAct(db: OwnedDb, act: Act, ids: Ids): Promise<number> {
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

async function stored({ userId }: OwnedDb, ids: Ids): Promise<World> {
  const keys = new Map([...ids].map(([key, id]) => [`${key.slice(0, 1)}${id}`, key]));
  const keyOf = (prefix: string, id: unknown) =>
    id === null ? null : (keys.get(`${prefix}${id}`) ?? `?${prefix}${id}`);
  const world: World = new Map();
  for (const { prefix, row } of await sql<{ prefix: string; row: StoredRow }>(storedSql, [userId])) {
    const { id, company_id, contact_id, ...fields } = row;
    const links = {
      ...(company_id !== undefined && { company_id: keyOf('o', company_id) }),
      ...(contact_id !== undefined && { contact_id: keyOf('c', contact_id) }),
    };
    world.set(keyOf(prefix, id) as string, { ...fields, ...links });
  }
  return world;
}

type StoredRow = Record<string, unknown> & { kind: 'companies' | 'contacts' | 'interactions' | 'tasks' };

const storedSql = (
  [
    ['companies', 'o', ['name']],
    ['contacts', 'c', ['first_name', 'status', 'company_id']],
    ['interactions', 'i', ['content', 'contact_id']],
    ['tasks', 't', ['title', 'status', 'contact_id']],
  ] as const
)
  .map(([kind, prefix, fields]) => {
    const pairs = ['id', ...fields].map((field) => `'${field}', ${field}`);
    return `SELECT '${prefix}' AS prefix, json_build_object('kind', '${kind}', ${pairs.join(', ')}) AS row
      FROM ${kind} WHERE user_id = $1`;
  })
  .join(' UNION ALL ');

const plain = (world: World) => Object.fromEntries([...world].toSorted(([a], [b]) => a.localeCompare(b)));

describe('undo', () => {
  it('of random acts in random order leaves what the other acts alone would have made', {
    timeout: sampledTimeout,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(actArbitrary, fc.array(fc.nat(30), { minLength: 1, maxLength: 14 }), async (acts, presses) => {
        const db = await newAccount();
        const ids: Ids = new Map();
        const started = await perform(db, acts, ids);
        const undone = new Map<number, number>();
        const expectReplay = async () =>
          expect(plain(await stored(db, ids))).toEqual(plain(replay(acts, new Set(undone.keys()))));
        await expectReplay();
        for (const press of presses) {
          if (await toggle(db, { acts, undone, started }, press % acts.length)) await expectReplay();
        }
      }),
      sampled,
    );
  });
});

interface Played {
  acts: Act[];
  undone: Map<number, number>;
  started: Map<number, number>;
}

/** Undoes an act, or does one again that is undone; leaves it where that is not allowed, and returns false. */
async function toggle(db: OwnedDb, { acts, undone, started }: Played, number: number): Promise<boolean> {
  const [without, undo] = [new Set(undone.keys()), undone.get(number)];
  const isAllowed = undo === undefined ? allowsUndo(acts, without, number) : allowsRedo(acts, without, number);
  if (!isAllowed) return false;
  const result = await undoAct(db, undo ?? (started.get(number) as number), { at: new Date() });
  if (undo !== undefined) undone.delete(number);
  else undone.set(number, result.state === 'done' ? result.act : 0);
  return true;
}
