import type pg from 'pg';
import { type ActDetails, beginAct, type Cause, changesRecords, continueAct, type Writer } from './acts.ts';
import type { Prisma, PrismaClient } from './generated/client.ts';
import { longTransaction, type TransactionOptions } from './longTransaction.ts';
import { scopedTo } from './ownedArguments.ts';
import { requireOwner } from './ownerGuard/ownerGuard.ts';
import { type Read, readFrom, readIn } from './readRows.ts';
import { lockOwner, lockRow, type RecordTable } from './rowLocks.ts';
import { type NamedValues, positional } from './sql/statement.ts';
import { analyzeTables } from './statistics.ts';
import { callMethod, tracked } from './trackedModels.ts';

/** The database as one user sees it. Nested writes are refused: a nested `connect` would move a row to another user. */
export function ownedBy(
  { pool, prisma }: { pool: pg.Pool; prisma: PrismaClient },
  userId: number,
  writer: Writer = { cause: 'system' },
): OwnedDb {
  let scoped: PrismaClient | undefined;
  const client = () => (scoped ??= scopedTo(prisma, userId));
  return narrow({ client, userId, writer, read: readFrom(pool), whole: client, acts: {} });
}

type OwnedModels = Pick<
  PrismaClient,
  'tag' | 'company' | 'contact' | 'contactImport' | 'interaction' | 'task' | 'summary' | 'aiCall' | 'submission'
>;

const maxWaitMs = 10_000;

export interface OwnedDb extends OwnedModels {
  readonly userId: number;
  readonly writer: Writer;
  key(id: number): { user_id_id: { user_id: number; id: number } };
  /** Inside, use only the handle that is passed. */
  transaction<T>(work: (db: OwnedDb) => Promise<T>, how?: TransactionOptions): Promise<T>;
  /** `$1` is the owner; values are named (`:name`) or follow from `$2`. @throws TypeError for an unbound table */
  read<Row>(text: string, values?: NamedValues | unknown[]): Promise<Row[]>;
  withCause(cause: Cause): OwnedDb;
  /** The act of this transaction, begun if need be; one that undoes another is always its own. */
  act(details?: ActDetails): Promise<number>;
  /** This transaction's changes belong to an act that was begun in another one. */
  continueAct(id: number): Promise<void>;
  /** The act for an Undo link. A statement that inserts its own act sets it. */
  lastAct: number | undefined;
  /** Locks the user: other transactions of this user that call lock() wait for this one. */
  lock(): Promise<void>;
  /** Must run in a transaction. Returns `updated_at`; undefined when there is no such record. */
  lockRecord(table: RecordTable, id: number): Promise<Date | undefined>;
  /** For a transaction that ends a large change, so that what comes next is planned well. @throws */
  updateStatistics(): Promise<void>;
}

type Client = PrismaClient | Prisma.TransactionClient;

interface Handle {
  client: () => Client;
  userId: number;
  writer: Writer;
  read: Read;
  whole?: () => PrismaClient;
  acts: { begun?: Promise<number>; last?: number | undefined };
}

function narrow(handle: Handle): OwnedDb {
  const { client, userId, writer, read, whole, acts } = handle;
  const db: OwnedDb = {
    userId,
    writer,
    get tag() {
      return written('tag', client().tag);
    },
    get company() {
      return written('company', client().company);
    },
    get contact() {
      return written('contact', client().contact);
    },
    get contactImport() {
      return client().contactImport;
    },
    get interaction() {
      return written('interaction', client().interaction);
    },
    get task() {
      return written('task', client().task);
    },
    get summary() {
      return client().summary;
    },
    get aiCall() {
      return client().aiCall;
    },
    get submission() {
      return client().submission;
    },
    key: (id) => ({ user_id_id: { user_id: userId, id } }),
    transaction: async (work, how) => {
      if (!whole) return work(narrow({ client, userId, writer, read, acts }));
      const inside: Handle['acts'] = {};
      const result = await whole().$transaction(
        (tx) => work(narrow({ client: () => tx, userId, writer, read: readIn(tx), acts: inside })),
        { maxWait: maxWaitMs, ...how },
      );
      acts.last = inside.last ?? acts.last;
      return result;
    },
    read: async <Row>(text: string, values: NamedValues | unknown[] = []) => {
      const statement = Array.isArray(values) ? { text, values } : positional(text, values);
      requireOwner(statement.text);
      if (changesRecords(statement.text)) {
        if (whole) return db.transaction((tx) => tx.read<Row>(text, values), longTransaction);
        await db.act();
      }
      return (await read(statement.text, [userId, ...statement.values])) as Row[];
    },
    withCause: (cause) => narrow({ ...handle, writer: { ...writer, cause } }),
    act: async (details) => {
      if (whole) throw new TypeError('An act belongs in a transaction.');
      if (details?.undoes !== undefined || !acts.begun) acts.begun = beginAct(db, writer, details);
      acts.last = await acts.begun;
      return acts.last;
    },
    continueAct: async (id) => {
      acts.begun = continueAct(db, id).then(() => id);
      await acts.begun;
    },
    get lastAct() {
      return acts.last;
    },
    set lastAct(id) {
      acts.last = id;
    },
    lock: () => lockOwner(client(), userId),
    lockRecord: (table, id) => lockRow(client(), table, { userId, id }),
    updateStatistics: () => analyzeTables(client()),
  };
  function written<Model extends object>(
    name: 'tag' | 'company' | 'contact' | 'interaction' | 'task',
    model: Model,
  ): Model {
    return tracked(model, async (method, args) => {
      if (whole) return db.transaction((tx) => callMethod(tx[name], method, args), longTransaction);
      await db.act();
      return callMethod(model, method, args);
    });
  }
  return db;
}
