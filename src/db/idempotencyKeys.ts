import type { OwnedDb, RecordTable } from './owned.ts';

const rememberedMs = 3_600_000;

/** A form as it was sent: the hash of what stood in it, and when. */
export interface SentForm {
  form_hash: string;
  now: Date;
}

/** `again`: where the first of two equal forms led; the second has made nothing. */
export type Once<Result> = { again: string; result: undefined } | { again: undefined; result: Result };

/**
 * Does a form's work once: its hash is written first, in the same transaction, so that a second one, from whatever process,
 * waits for the first to end. What is not saved (`ok: false`) leaves no trace. A form without a number is always work.
 */
export async function submitOnce<Result extends { ok: boolean }>(
  db: OwnedDb,
  form: SentForm | undefined,
  work: (tx: OwnedDb) => Promise<Result>,
  pathOf: (made: Extract<Result, { ok: true }>) => string,
): Promise<Once<Result>> {
  if (!form) return { again: undefined, result: await work(db) };
  const where = { form_hash: form.form_hash };
  return db.transaction(async (tx) => {
    if (!(await begin(tx, form))) return { again: await getSent(tx, form), result: undefined };
    const result = await work(tx);
    if (isMade(result)) await tx.submission.updateMany({ where, data: { path: pathOf(result) } });
    else await tx.submission.deleteMany({ where });
    return { again: undefined, result };
  });
}

function isMade<Result extends { ok: boolean }>(result: Result): result is Extract<Result, { ok: true }> {
  return result.ok;
}

/** Where an equal form led; undefined when there was none, or it was not saved. */
export async function findSent(db: OwnedDb, { form_hash }: SentForm): Promise<string | undefined> {
  return (await db.submission.findFirst({ where: { form_hash } }))?.path;
}

async function getSent(db: OwnedDb, { form_hash }: SentForm): Promise<string> {
  return (await db.submission.findFirstOrThrow({ where: { form_hash } })).path;
}

/** Whether this is the first. */
async function begin(tx: OwnedDb, { form_hash, now }: SentForm): Promise<boolean> {
  const written = await tx.read(`${forgetSql} ${rememberSql(`SELECT $1::int, $2, '', $3::timestamptz`)}`, [
    form_hash,
    now,
    forgottenAt(now),
  ]);
  return written.length === 1;
}

/**
 * Writes the only record of a form by one statement, once: its id, or where an equal form led. The names in `row` are
 * columns; what came in a body is never one.
 */
export async function insertOnce(
  db: OwnedDb,
  { form_hash, now }: SentForm,
  table: RecordTable,
  row: Record<string, unknown>,
  pathOf: (made: { id: number }) => string,
): Promise<{ id: number } | { again: string }> {
  const names = Object.keys(row);
  if (!names.every((name) => /^[a-z_]+$/.test(name))) throw new TypeError('Not a column.');
  const [made] = await db.read<{ id: number }>(
    `${forgetSql}, numbered AS (SELECT nextval('${table}_id_seq')::int AS id),
     sent AS (${rememberSql(`SELECT $1::int, $2, replace($5, '/0/', '/' || id || '/'), $3::timestamptz FROM numbered`)})
     INSERT INTO ${table} (user_id, id, ${names.join(', ')})
     SELECT $1::int, numbered.id, ${names.map((name) => `typed.${name}`).join(', ')}
     FROM sent, numbered, json_populate_record(NULL::${table}, $6::json) typed RETURNING id`,
    [form_hash, now, forgottenAt(now), pathOf({ id: 0 }), JSON.stringify(row)],
  );
  return made ?? { again: await getSent(db, { form_hash, now }) };
}

/** The older ones go, so that the table holds an hour of each user. */
const forgetSql = `WITH gone AS (
  DELETE FROM submissions WHERE user_id = $1 AND created_at < $4::timestamptz AND form_hash <> $2::char(43))`;

// ON CONFLICT waits for another transaction that has written the same row.
function rememberSql(select: string): string {
  return `INSERT INTO submissions (user_id, form_hash, path, created_at) ${select}
    ON CONFLICT (user_id, form_hash) DO UPDATE SET path = excluded.path, created_at = excluded.created_at
    WHERE submissions.created_at < $4::timestamptz RETURNING 1`;
}

function forgottenAt(now: Date): Date {
  return new Date(now.getTime() - rememberedMs);
}
