import type { TransactionOptions } from './longTransaction.ts';
import type { OwnedDb } from './owned.ts';
import type { RecordTable } from './rowLocks.ts';

const keyLifetimeMs = 3_600_000;

export interface IdempotencyKey {
  form_hash: string;
  now: Date;
}

/** `replayPath` is the path that an equal form was redirected to before. */
export type RunOnceResult<Result> =
  | { replayPath: string; result: undefined }
  | { replayPath: undefined; result: Result };

/** The key is inserted first, so that a second request waits for the first. Without a key the work always runs. */
export async function withIdempotencyKey<Result extends { ok: boolean }>(
  db: OwnedDb,
  key: IdempotencyKey | undefined,
  work: (tx: OwnedDb) => Promise<Result>,
  pathOf: (saved: Extract<Result, { ok: true }>) => string,
  how?: TransactionOptions,
): Promise<RunOnceResult<Result>> {
  if (!key) return { replayPath: undefined, result: await work(db) };
  const where = { form_hash: key.form_hash };
  return db.transaction(async (tx) => {
    if (!(await claimKey(tx, key))) return { replayPath: await getReplayPath(tx, key), result: undefined };
    const result = await work(tx);
    if (isSaved(result)) await tx.submission.updateMany({ where, data: { path: pathOf(result) } });
    else await tx.submission.deleteMany({ where });
    return { replayPath: undefined, result };
  }, how);
}

function isSaved<Result extends { ok: boolean }>(result: Result): result is Extract<Result, { ok: true }> {
  return result.ok;
}

export async function findReplayPath(db: OwnedDb, { form_hash }: IdempotencyKey): Promise<string | undefined> {
  return (await db.submission.findFirst({ where: { form_hash } }))?.path;
}

async function getReplayPath(db: OwnedDb, { form_hash }: IdempotencyKey): Promise<string> {
  return (await db.submission.findFirstOrThrow({ where: { form_hash } })).path;
}

async function claimKey(tx: OwnedDb, { form_hash, now }: IdempotencyKey): Promise<boolean> {
  const text = `${deleteExpiredSql} ${insertKeySql(`VALUES ($1, :form_hash, '', :now::timestamptz)`)}`;
  const inserted = await tx.read(text, { form_hash, now, expired_before: expiredBefore(now) });
  return inserted.length === 1;
}

/** Inserts a form's only row in one statement, once. The keys of `row` are column names, never from a request. */
export async function insertOnce(
  db: OwnedDb,
  { form_hash, now }: IdempotencyKey,
  table: RecordTable,
  row: Record<string, unknown>,
  pathOf: (saved: { id: number }) => string,
): Promise<{ id: number } | { replayPath: string }> {
  const names = Object.keys(row);
  if (!names.every((name) => /^[a-z_]+$/.test(name))) throw new TypeError('Not a column.');
  const { cause, actorId = null, now: at = () => now } = db.writer;
  const [inserted] = await db.read<{ id: number; act_id: number }>(
    `${deleteExpiredSql}, numbered AS (SELECT nextval('${table}_id_seq')::int AS id),
     sent AS (${insertKeySql(`
       SELECT $1::int, :form_hash::char(43), regexp_replace(:path::text, '(/|#[a-z]+-)0(/|$)', '\\1' || id || '\\2'), :now::timestamptz
       FROM numbered`)}),
     act AS (
       INSERT INTO acts (user_id, cause, at, actor_id)
       SELECT $1::int, :cause::text, :at::timestamptz, :actor_id::int FROM sent RETURNING id)
     INSERT INTO ${table} (user_id, id, ${names.join(', ')})
     SELECT $1::int, numbered.id, ${names.map((name) => `typed.${name}`).join(', ')}
     FROM act, numbered, json_populate_record(NULL::${table}, :row::json) typed
     RETURNING id, (SELECT act.id FROM act) AS act_id`,
    {
      form_hash,
      now,
      expired_before: expiredBefore(now),
      path: pathOf({ id: 0 }),
      row: JSON.stringify(row),
      cause,
      at: at(),
      actor_id: actorId,
    },
  );
  if (!inserted) return { replayPath: await getReplayPath(db, { form_hash, now }) };
  db.lastAct = inserted.act_id;
  return { id: inserted.id };
}

const deleteExpiredSql = `WITH gone AS (
  DELETE FROM submissions WHERE user_id = $1 AND created_at < :expired_before::timestamptz
    AND form_hash <> :form_hash::char(43))`;

// ON CONFLICT waits for another transaction that has written the same row.
function insertKeySql(select: string): string {
  return `INSERT INTO submissions (user_id, form_hash, path, created_at) ${select}
    ON CONFLICT (user_id, form_hash) DO UPDATE SET path = excluded.path, created_at = excluded.created_at
    WHERE submissions.created_at < :expired_before::timestamptz RETURNING 1`;
}

function expiredBefore(now: Date): Date {
  return new Date(now.getTime() - keyLifetimeMs);
}
