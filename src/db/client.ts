import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client.ts';

/** One pool of connections, shared by Prisma, the sessions and the rate limits. */
export interface Database {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
  close(): Promise<void>;
}

const totalConnections = 16;
const minPoolSize = 4;
/** How long a request waits for a connection when all are busy, before it is answered with 503. */
const connectTimeoutMs = 5_000;
/** A query that takes longer is ended: one slow page must not hold up the others. */
const statementMs = 15_000;
/** A transaction that was forgotten open would hold its locks for ever. */
const idleInTransactionMs = 30_000;

/** Connections of one of so many processes: more than a few for each core only get into each other's way. */
export function poolSize(workers: number): number {
  return Math.max(minPoolSize, Math.floor(totalConnections / workers));
}

interface ConnectOptions {
  size?: number;
  waitMs?: number;
  statementMs?: number;
}

/** Opens nothing yet: the first query connects. */
export function connect(url: string, limits: ConnectOptions = {}): Database {
  // Set here and not in the first message: a pooler in between (PgBouncer) refuses what it does not know there.
  const settings = `SET statement_timeout = ${limits.statementMs ?? statementMs};
    SET idle_in_transaction_session_timeout = ${idleInTransactionMs}`;
  const pool = new pg.Pool({
    connectionString: url,
    max: limits.size ?? poolSize(1),
    connectionTimeoutMillis: limits.waitMs ?? connectTimeoutMs,
    keepAlive: true,
    // The pool waits for what this returns, although its types do not say so.
    onConnect: (client) => client.query(settings),
  });
  // A connection that dies while idle is replaced at the next query; without a listener it would end the process.
  pool.on('error', () => {});
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    pool,
    prisma,
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
