import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { PrismaClient } from './generated/client.ts';

export interface Database {
  readonly pool: pg.Pool;
  readonly prisma: PrismaClient;
  close(): Promise<void>;
}

const totalConnections = 16;
const minPoolSize = 4;
const connectTimeoutMs = 5_000;
const statementMs = 15_000;
const idleInTransactionMs = 30_000;

/** The share of one process; more than a few connections for each core only slow PostgreSQL down. */
export function poolSize(workers: number): number {
  return Math.max(minPoolSize, Math.floor(totalConnections / workers));
}

interface ConnectOptions {
  size?: number;
  waitMs?: number;
  statementMs?: number;
}

export function connect(url: string, limits: ConnectOptions = {}): Database {
  // PgBouncer refuses startup parameters that it does not know.
  const settings = `SET statement_timeout = ${limits.statementMs ?? statementMs};
    SET idle_in_transaction_session_timeout = ${idleInTransactionMs}`;
  const pool = new pg.Pool({
    connectionString: url,
    max: limits.size ?? poolSize(1),
    connectionTimeoutMillis: limits.waitMs ?? connectTimeoutMs,
    keepAlive: true,
    // The pool waits for this promise, although its types do not say so.
    onConnect: (client) => client.query(settings),
  });
  // Without a listener, the loss of an idle connection would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
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
