import type { OwnedDb } from '../db/owned.ts';
import { storableJson } from '../db/storableJson.ts';
import type { FieldError } from '../validation/form.ts';
import { AccountArchive, damaged, parseJson } from './accountArchive.ts';
import { checkStaged } from './checkStaged.service.ts';
import { keyColumn, type LoadedKind, loadedKinds } from './kinds.ts';
import { type MentionedId, mentionedIds } from './mapIds.ts';
import { parseRecord } from './parseRecord.ts';
import type { FileRecord } from './records.schema.ts';
import { RefusedFileError } from './refusedFile.ts';
import { byKind } from './staged.service.ts';

/** Small enough that other requests wait only some milliseconds. */
const batchRecords = 300;
const batchLength = 500_000;

/**
 * Checks a file and copies it into `account_load_rows`, from which it can be loaded. A problem goes into the state of
 * the load; nothing else is written.
 */
export async function stageFile(db: OwnedDb, load: number, path: string, isStopping: () => boolean): Promise<void> {
  try {
    await stageLists(db, load, path, isStopping);
  } catch (error) {
    if (isLoadGone(error)) return;
    await refuse(db, load, error instanceof RefusedFileError ? error.problem : { key: 'accountFile.problem.broken' });
    if (!(error instanceof RefusedFileError)) throw error;
  }
}

async function stageLists(db: OwnedDb, load: number, path: string, isStopping: () => boolean): Promise<void> {
  const archive = await AccountArchive.open(path);
  try {
    for (const kind of loadedKinds) await stageList(db, load, kind, archive.lines(kind), isStopping);
    await checkStaged(db, load);
    await db.read(
      `UPDATE account_loads SET state = 'ready', manifest = :manifest::jsonb
       WHERE user_id = $1 AND id = :load::int AND state = 'reading'`,
      { load, manifest: JSON.stringify(storableJson(archive.manifest)) },
    );
  } finally {
    archive.close();
  }
}

async function stageList(
  db: OwnedDb,
  load: number,
  kind: LoadedKind,
  lines: AsyncIterable<string>,
  isStopping: () => boolean,
): Promise<void> {
  let batch: FileRecord[] = [];
  let length = 0;
  for await (const line of lines) {
    const record = parseRecord(kind, parseJson(line));
    if (!record) throw damaged();
    batch.push(storableJson(record) as FileRecord);
    length += line.length;
    if (batch.length < batchRecords && length < batchLength) continue;
    await stageBatch(db, load, kind, batch);
    if (isStopping()) throw new RefusedFileError({ key: 'accountFile.problem.broken' });
    [batch, length] = [[], 0];
  }
  if (batch.length > 0) await stageBatch(db, load, kind, batch);
}

async function stageBatch(db: OwnedDb, load: number, kind: LoadedKind, records: FileRecord[]): Promise<void> {
  await requireStorable(db, kind, records);
  await insertRows(db, load, kind, records);
  const mentioned = records.flatMap((record) => mentionedIds(kind, record));
  await insertMentioned(db, load, mentioned);
  await requireLinks(
    db,
    load,
    mentioned.filter(({ isLink }) => isLink),
  );
  await db.read(
    `UPDATE account_loads SET touched_at = :now::timestamptz,
       loaded = jsonb_set(loaded, ARRAY[:kind::text], (coalesce((loaded ->> :kind::text)::int, 0) + :count::int)::text::jsonb)
     WHERE user_id = $1 AND id = :load::int`,
    { load, kind, count: records.length, now: db.writer.now?.() ?? new Date() },
  );
}

/** Finds records that the table cannot hold before anything is loaded. @throws RefusedFileError */
async function requireStorable(db: OwnedDb, kind: LoadedKind, records: FileRecord[]): Promise<void> {
  await db
    .read(`SELECT count(r) FROM jsonb_populate_recordset(NULL::${kind}, :records::jsonb) r WHERE $1::int > 0`, {
      records: JSON.stringify(records),
    })
    .catch(refuseInvalid);
}

async function insertRows(db: OwnedDb, load: number, kind: LoadedKind, records: FileRecord[]): Promise<void> {
  await db
    .read(
      `INSERT INTO account_load_rows (user_id, load_id, kind, record_id, record)
       SELECT $1::int, :load::int, :kind::text, (r.value ->> '${keyColumn(kind)}')::bigint, r.value
       FROM jsonb_array_elements(:records::jsonb) r`,
      { load, kind, records: JSON.stringify(records) },
    )
    .catch(refuseInvalid);
}

async function insertMentioned(db: OwnedDb, load: number, mentioned: MentionedId[]): Promise<void> {
  if (mentioned.length === 0) return;
  await db.read(
    `INSERT INTO account_load_rows (user_id, load_id, kind, record_id)
     SELECT $1::int, :load::int, m.kind, m.record_id
     FROM jsonb_to_recordset(:mentioned::jsonb) m(kind TEXT, record_id BIGINT)
     ON CONFLICT (user_id, load_id, kind, record_id) DO NOTHING`,
    { load, mentioned: JSON.stringify(mentioned) },
  );
}

/** @throws RefusedFileError for a link to a record that is not in the file */
async function requireLinks(db: OwnedDb, load: number, links: MentionedId[]): Promise<void> {
  for (const [kind, ids] of byKind(links)) {
    const [found] = await db.read<{ count: number }>(
      `SELECT count(*)::int AS count FROM account_load_rows r
       WHERE r.user_id = $1 AND r.load_id = :load::int AND r.kind = :kind AND r.record_id = ANY(:ids::bigint[])
         AND r.record IS NOT NULL`,
      { load, kind, ids },
    );
    if (found?.count !== ids.length) throw new RefusedFileError({ key: 'accountFile.problem.links' });
  }
}

/** PostgreSQL's error classes 22 and 23 mean invalid values, unless the load itself was deleted. */
function refuseInvalid(error: unknown): never {
  const { code } = error as { code?: unknown };
  if (typeof code === 'string' && /^2[23]/.test(code) && !isLoadGone(error)) throw damaged(error);
  throw error;
}

/** The load was discarded, or another file was uploaded. */
function isLoadGone(error: unknown): boolean {
  return (error as { code?: unknown }).code === '23503';
}

async function refuse(db: OwnedDb, load: number, problem: FieldError): Promise<void> {
  await db.read('DELETE FROM account_load_rows WHERE user_id = $1 AND load_id = :load::int', { load });
  await db.read(
    `UPDATE account_loads SET state = 'refused', problem = :problem::jsonb
     WHERE user_id = $1 AND id = :load::int AND state = 'reading'`,
    { load, problem: JSON.stringify(problem) },
  );
}
