import type { Database } from '../db/client.ts';
import { Prisma } from '../db/generated/client.ts';
import { type Device, parseDevice } from './device.ts';

export interface OpenSession {
  /** Empty for a session of an older version: it can only be ended with all the others. */
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

// A session that is no longer valid because the password changed still belongs to its owner.
const sessionOfUser = (userId: number) =>
  Prisma.sql`user_id = ${userId} AND sess->'passport'->'user'->>'id' = ${String(userId)}`;

export async function countSessions({ prisma }: Database, userId: number): Promise<number> {
  const [row] = await prisma.$queryRaw<{ count: number }[]>`
    SELECT count(*)::int AS count FROM session WHERE ${sessionOfUser(userId)} AND expire > now()`;
  return row?.count ?? 0;
}

export async function listSessions({ prisma }: Database, userId: number): Promise<OpenSession[]> {
  const rows = await prisma.$queryRaw<Row[]>`
    SELECT sess->'from'->>'id' AS id, sess->'from'->>'agent' AS agent, sess->'from'->>'ip' AS ip,
           sess->'from'->>'since' AS since, sess->>'used_on' AS used_on
    FROM session
    WHERE ${sessionOfUser(userId)} AND expire > now()
    ORDER BY used_on DESC NULLS LAST, since DESC NULLS LAST
    LIMIT 100`;
  return rows.map(({ id, agent, ip, since, used_on }) => ({
    id: id ?? '',
    device: parseDevice(agent ?? ''),
    ip: ip ?? '',
    since: since ? new Date(since) : undefined,
    usedOn: used_on ?? '',
  }));
}

/** Never ends the current session; false when there is no such session. */
export async function endSession(
  { prisma }: Database,
  userId: number,
  { id, currentSid }: { id: string; currentSid: string },
): Promise<boolean> {
  const count = await prisma.$executeRaw`
    DELETE FROM session
    WHERE ${sessionOfUser(userId)} AND sess->'from'->>'id' = ${id} AND sid <> ${currentSid}`;
  return count > 0;
}

/** The generation also invalidates a session that a running request writes back (docs/decisions/036). */
export async function endAllSessions(tx: Prisma.TransactionClient, userId: number): Promise<void> {
  await tx.$executeRaw`UPDATE users SET session_generation = session_generation + 1 WHERE id = ${userId}`;
  await tx.$executeRaw`DELETE FROM session WHERE user_id = ${userId}`;
}
