import type { Database } from '../db/client.ts';
import { Prisma } from '../db/generated/client.ts';
import { type Device, deviceOf } from './device.ts';

export interface OpenSession {
  /** Empty for one from before sessions knew where they were opened: it ends with all others only. */
  id: string;
  device: Device;
  ip: string;
  since: Date | undefined;
  /** The day (UTC) of the last use, `2026-03-31`. */
  usedOn: string;
}

interface Row {
  id: string | null;
  agent: string | null;
  ip: string | null;
  since: string | null;
  used_on: string | null;
}

/** SQL: whether a row of the table `session` is this user's. */
export const isOf = (userId: number) => Prisma.sql`sess->'passport'->'user'->>'id' = ${String(userId)}`;

/** In how many browsers the user is signed in. */
export async function countSessions({ prisma }: Database, userId: number): Promise<number> {
  const [row] = await prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM session WHERE ${isOf(userId)} AND expire > now()`;
  return row?.count ?? 0;
}

/** Where a user is signed in, the latest used first. */
export async function listSessions({ prisma }: Database, userId: number): Promise<OpenSession[]> {
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT sess->'from'->>'id' AS id, sess->'from'->>'agent' AS agent, sess->'from'->>'ip' AS ip,
           sess->'from'->>'since' AS since, sess->>'used_on' AS used_on
    FROM session
    WHERE ${isOf(userId)} AND expire > now()
    ORDER BY used_on DESC NULLS LAST, since DESC NULLS LAST
    LIMIT 100`;
  return rows.map(({ id, agent, ip, since, used_on }) => ({
    id: id ?? '',
    device: deviceOf(agent ?? ''),
    ip: ip ?? '',
    since: since ? new Date(since) : undefined,
    usedOn: used_on ?? '',
  }));
}

/** Ends one of the user's own sessions, but not the one that asks; false when there is no such. */
export async function endSession(
  { prisma }: Database,
  userId: number,
  { id, asking }: { id: string; asking: string },
): Promise<boolean> {
  const ended = await prisma.$executeRaw`
    DELETE FROM session
    WHERE ${isOf(userId)} AND sess->'from'->>'id' = ${id} AND sid <> ${asking}`;
  return ended > 0;
}
