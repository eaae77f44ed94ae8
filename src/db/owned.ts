import type pg from 'pg';
import { Prisma, type PrismaClient } from './generated/client.ts';
import { type Arguments, ownedArguments } from './ownedArguments.ts';
import { requireOwner } from './ownerGuard/ownerGuard.ts';
import { type NamedValues, positional, prepared } from './sql/statement.ts';

/**
 * The database as one user sees it. The owner is added to every `where` and every row written, so no service can forget it;
 * the raw client and the user table are not reachable by type. Nested writes are refused: with composite relations a nested
 * `connect` would move a row to another user. Lists are read by SQL of the services' own (`read`), which takes the owner
 * as its first value.
 */
export function ownedBy({ pool, prisma }: { pool: pg.Pool; prisma: PrismaClient }, userId: number): OwnedDb {
  let scoped: PrismaClient | undefined;
  const client = () => (scoped ??= scopedTo(prisma, userId));
  const read: Read = async (text, values) => (await pool.query(prepared(text, values))).rows;
  return narrow(client, userId, read, client);
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
  'company' | 'contact' | 'contactImport' | 'interaction' | 'task' | 'summary' | 'aiCall' | 'submission' | 'trash'
>;

/** The tables of what people type. */
export type RecordTable = 'companies' | 'contacts' | 'interactions' | 'tasks';

interface TransactionOptions {
  isolationLevel?: Prisma.TransactionIsolationLevel;
  /** Milliseconds after which it is given up; 5,000 when absent. */
  timeout?: number;
}

export interface OwnedDb extends OwnedModels {
  readonly userId: number;
  /** The unique key of this user's row: `where: db.key(id)`. */
  key(id: number): { user_id_id: { user_id: number; id: number } };
  /** All of it or nothing; inside, use only the handle that is passed. */
  transaction<T>(work: (db: OwnedDb) => Promise<T>, how?: TransactionOptions): Promise<T>;
  /**
   * Rows of a statement in which `$1` is the owner; the values are named in it (`:name`), or follow from `$2`. Refused
   * unless every table has its own `user_id = $1`. Timestamps, calendar dates and times come as Date, counts as numbers.
   */
  read<Row>(text: string, values?: NamedValues | unknown[]): Promise<Row[]>;
  /** Inside a transaction: another one of this user that locks as well waits here until this one has ended. */
  lock(): Promise<void>;
  /** Inside a transaction: locks a record and tells when it was last changed; undefined when there is none. */
  lockRecord(table: RecordTable, id: number): Promise<Date | undefined>;
}

type Client = PrismaClient | Prisma.TransactionClient;

/** `whole`: absent inside a transaction, of which another one inside is a part. */
function narrow(client: () => Client, userId: number, read: Read, whole?: () => PrismaClient): OwnedDb {
  return {
    userId,
    get company() {
      return client().company;
    },
    get contact() {
      return client().contact;
    },
    get contactImport() {
      return client().contactImport;
    },
    get interaction() {
      return client().interaction;
    },
    get task() {
      return client().task;
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
    get trash() {
      return client().trash;
    },
    key: (id) => ({ user_id_id: { user_id: userId, id } }),
    transaction: async (work, how) => {
      if (!whole) return work(narrow(client, userId, read));
      return whole().$transaction((tx) => work(narrow(() => tx, userId, readIn(tx))), how);
    },
    read: async <Row>(text: string, values: NamedValues | unknown[] = []) => {
      const statement = Array.isArray(values) ? { text, values } : positional(text, values);
      requireOwner(statement.text);
      return (await read(statement.text, [userId, ...statement.values])) as Row[];
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
}

function readIn(tx: Prisma.TransactionClient): Read {
  return (text, values) => tx.$queryRawUnsafe(text, ...values);
}
