import { createHash } from 'node:crypto';
import type pg from 'pg';

const batchSize = 1_000;

export interface AuditLine {
  id: number;
  previous_hash: string;
  hash: string;
  /** The input of the hash, besides the hash of the previous line. */
  text: string;
}

export interface ChainCheck {
  entries: number;
  /** The hash of the newest entry. Whoever keeps it can later prove that nothing before it was changed. */
  newest: string;
  /** The first entry that does not follow from the one before it. */
  brokenAt: number | undefined;
  /** Whether the log still contains a hash that was noted earlier. */
  contains: boolean;
}

/** Walks the whole log and computes every hash again; `knownHash` is a hash noted earlier. */
export async function checkAuditLog(pool: Pick<pg.Pool, 'query'>, knownHash = ''): Promise<ChainCheck> {
  const check: ChainCheck = { entries: 0, newest: '', brokenAt: undefined, contains: knownHash === '' };
  const starts = await readStarts(pool);
  for await (const line of readAuditLines(pool)) {
    const follows = check.entries === 0 ? starts.has(line.previous_hash) : line.previous_hash === check.newest;
    if (!follows || line.hash !== hashOf(line)) check.brokenAt ??= line.id;
    check.contains ||= line.hash === knownHash;
    check.entries++;
    check.newest = line.hash;
  }
  return check;
}

/** In the order of the chain. */
export async function* readAuditLines(pool: Pick<pg.Pool, 'query'>): AsyncGenerator<AuditLine> {
  for (let after = 0; ; ) {
    const { rows } = await pool.query<AuditLine>(linesSql, [after]);
    yield* rows;
    if (rows.length < batchSize) return;
    after = rows.at(-1)?.id ?? after;
  }
}

// Spelled out instead of calling the database function, which an attacker who can change the table could replace.
const linesSql = `
  SELECT id, previous_hash, hash,
    jsonb_build_array(id, floor(extract(epoch FROM at) * 1000)::bigint, actor_id, action, subject_id, ip, details)::text AS text
  FROM audit_log WHERE id > $1 ORDER BY id LIMIT ${batchSize}`;

/** The hashes that the oldest entry may follow: none, or those of pruned entries. */
async function readStarts(pool: Pick<pg.Pool, 'query'>): Promise<Set<string>> {
  const text = `SELECT details->>'last' AS last FROM audit_log WHERE action = 'log_pruned'`;
  const { rows } = await pool.query<{ last: string }>(text);
  return new Set(['', ...rows.map(({ last }) => last)]);
}

function hashOf({ previous_hash, text }: AuditLine): string {
  return createHash('sha256')
    .update(previous_hash + text)
    .digest('hex');
}
