import type pg from 'pg';
import { type ActDetails, beginAct, type Cause, changesRecords, continueAct, type Writer } from './acts.ts';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { longTransaction } from './longTransaction.ts';
import { type Arguments, ownedArguments } from './ownedArguments.ts';
import { requireOwner } from './ownerGuard/ownerGuard.ts';
import { type NamedValues, positional, prepared } from './sql/statement.ts';
import { tracked } from './trackedModels.ts';

/**
 * The database as one user sees it. The owner is added to every `where` and every row written, so no service can forget it;
 * the raw client and the user table are not reachable by type. Nested writes are refused: with composite relations a nested
 * `connect` would move a row to another user. Lists are read by SQL of the services' own (`read`), which takes the owner
 * as its first value.
 */
export function ownedBy(
  { pool, prisma }: { pool: pg.Pool; prisma: PrismaClient },
  userId: number,
  writer: Writer = { cause: 'system' },
): OwnedDb {
  let scoped: PrismaClient | undefined;
  const client = () => (scoped ??= scopedTo(prisma, userId));
  const read: Read = async (text, values) => (await pool.query(prepared(text, values))).rows;
  return narrow({ client, userId, writer, read, whole: client, acts: {} });
}

// Made when it is first asked: a page that is read by statements of its own has no use for it.
function scopedTo(prisma: PrismaClient, userId: number): PrismaClient {
  return prisma.$extends({
    query: {
      $allModels: {
        $allOperations: ({ model, operation, args, query }) =>
          query(ownedArguments(userId, { model, operation, args: args as Arguments }) as typeof args),
      },
    },
  }) as unknown as PrismaClient;
}

type Read = (text: string, values: unknown[]) => Promise<unknown[]>;

type OwnedModels = Pick<
  PrismaClient,
  'company' | 'contact' | 'contactImport' | 'interaction' | 'task' | 'summary' | 'aiCall' | 'submission'
>;

/** The tables of what people type. */
export type RecordTable = 'companies' | 'contacts' | 'interactions' | 'tasks';

/** How long a transaction waits for a connection when many write at a time. */
const maxWaitMs = 10_000;

interface TransactionOptions {
  isolationLevel?: Prisma.TransactionIsolationLevel;
  /** Milliseconds after which it is given up; 5,000 when absent. */
  timeout?: number;
}

export interface OwnedDb extends OwnedModels {
  readonly userId: number;
  readonly writer: Writer;
  /** The unique key of this user's row: `where: db.key(id)`. */
  key(id: number): { user_id_id: { user_id: number; id: number } };
  /** All of it or nothing; inside, use only the handle that is passed. */
  transaction<T>(work: (db: OwnedDb) => Promise<T>, how?: TransactionOptions): Promise<T>;
  /**
   * Rows of a statement in which `$1` is the owner; the values are named in it (`:name`), or follow from `$2`. Refused
   * unless every table has its own `user_id = $1`. Timestamps, calendar dates and times come as Date, counts as numbers.
   */
  read<Row>(text: string, values?: NamedValues | unknown[]): Promise<Row[]>;
  /** The same handle; what it writes has another cause. */
  withCause(cause: Cause): OwnedDb;
  /** Inside a transaction: the act that its changes belong to. It begins with the first change by itself. */
  act(details?: ActDetails): Promise<number>;
  /** Inside a transaction: its changes belong to this act, which was begun in another one. */
  continueAct(id: number): Promise<void>;
  /** The act of the last change, which an Undo takes back; set by a statement that begins an act of its own. */
  lastAct: number | undefined;
  /** Inside a transaction: another one of this user that locks as well waits here until this one has ended. */
  lock(): Promise<void>;
  /** Inside a transaction: locks a record and tells when it was last changed; undefined when there is none. */
  lockRecord(table: RecordTable, id: number): Promise<Date | undefined>;
}

type Client = PrismaClient | Prisma.TransactionClient;

interface Handle {
  client: () => Client;
  userId: number;
  writer: Writer;
  read: Read;
  /** Absent inside a transaction, of which another one inside is a part. */
  whole?: () => PrismaClient;
  /** The act of this transaction, once it is begun; and the last one, for whoever offers to undo it. */
  acts: { begun?: Promise<number>; last?: number | undefined };
}

function narrow(handle: Handle): OwnedDb {
  const { client, userId, writer, read, whole, acts } = handle;
  const db: OwnedDb = {
    userId,
    writer,
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
      acts.begun ??= beginAct(db, writer, details);
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
    lock: async () => {
      await client().$executeRaw`SELECT FROM users WHERE id = ${userId} FOR NO KEY UPDATE`;
    },
    lockRecord: async (table, id) => {
      const [row] = await client().$queryRaw<{ updated_at: Date }[]>`
        SELECT updated_at FROM ${Prisma.raw(table)} WHERE user_id = ${userId} AND id = ${id} FOR NO KEY UPDATE`;
      return row?.updated_at;
    },
  };
  function written<Model extends object>(name: 'company' | 'contact' | 'interaction' | 'task', model: Model): Model {
    return tracked(model, async (method, args) => {
      if (whole) return db.transaction((tx) => call(tx[name], method, args), longTransaction);
      await db.act();
      return call(model, method, args);
    });
  }
  return db;
}

function call(model: object, method: string, args: unknown): Promise<unknown> {
  return (model as Record<string, (args: unknown) => Promise<unknown>>)[method]?.(args) as Promise<unknown>;
}

function readIn(tx: Prisma.TransactionClient): Read {
  return async (text, values) => (await tx.$queryRawUnsafe<Row[]>(text, ...values)).map(withNumbers);
}

type Row = Record<string, unknown>;

/** Prisma gives counts and large ids as bigint; they stay far below what a number holds. */
function withNumbers(row: Row): Row {
  for (const name in row) if (typeof row[name] === 'bigint') row[name] = Number(row[name]);
  return row;
}
