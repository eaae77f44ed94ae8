import type pg from 'pg';
import type { Prisma } from './generated/client.ts';
import { prepared } from './sql/statement.ts';

export type Read = (text: string, values: unknown[]) => Promise<unknown[]>;

export function readFrom(pool: pg.Pool): Read {
  return async (text, values) => (await pool.query(prepared(text, values))).rows;
}

export function readIn(tx: Prisma.TransactionClient): Read {
  return async (text, values) => (await tx.$queryRawUnsafe<Row[]>(text, ...values)).map(withNumbers);
}

type Row = Record<string, unknown>;

/** Prisma gives counts and large ids as bigint; they stay far below what a number holds. */
function withNumbers(row: Row): Row {
  for (const name in row) if (typeof row[name] === 'bigint') row[name] = Number(row[name]);
  return row;
}
