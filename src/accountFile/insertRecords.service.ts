import type { OwnedDb } from '../db/owned.ts';
import { keyColumn, type LoadedKind } from './kinds.ts';
import { mapIds } from './mapIds.ts';
import { type FileRecord, recordSchemas } from './records.schema.ts';
import { readNewIds, type StagedRecord } from './staged.service.ts';
import { freeViewNames } from './viewNames.service.ts';

/** Writes records of a file with new ids and their original dates. */
export async function insertRecords(
  tx: OwnedDb,
  load: number,
  kind: LoadedKind,
  staged: StagedRecord[],
): Promise<void> {
  const visit = await readNewIds(tx, load, kind, staged);
  const mapped = staged.map(({ record }) => mapIds(kind, record, visit));
  const records = await adaptRecords(tx, load, kind, mapped);
  await tx.read(insertSql(kind), { records: JSON.stringify(records) });
  await tx.read(
    `UPDATE account_loads SET
       loaded = jsonb_set(loaded, ARRAY[:kind::text], (coalesce((loaded ->> :kind::text)::int, 0) + :count::int)::text::jsonb)
     WHERE user_id = $1 AND id = :load::int`,
    { load, kind, count: staged.length },
  );
}

async function adaptRecords(tx: OwnedDb, load: number, kind: LoadedKind, records: FileRecord[]): Promise<FileRecord[]> {
  if (kind === 'acts') return withActors(tx, load, records);
  if (kind === 'changes') return withoutKnownTags(tx, records);
  if (kind === 'saved_views') return freeViewNames(tx, records);
  return records;
}

/** Only the owner of the file stays an actor: the id of anybody else may be a stranger's in this database. */
async function withActors(tx: OwnedDb, load: number, records: FileRecord[]): Promise<FileRecord[]> {
  const [file] = await tx.read<{ owner: number }>(
    `SELECT (manifest #>> '{account,id}')::int AS owner FROM account_loads WHERE user_id = $1 AND id = :load::int`,
    { load },
  );
  return records.map((act) => ({ ...act, actor_id: act['actor_id'] === file?.owner ? tx.userId : null }));
}

/** Leaves out the history of tags that existed here before, since they have their own. */
async function withoutKnownTags(tx: OwnedDb, records: FileRecord[]): Promise<FileRecord[]> {
  const ids = records.flatMap((line) => (line['kind'] === 'tags' ? [line['record_id']] : []));
  if (ids.length === 0) return records;
  const known = await tx.read<{ id: number }>('SELECT id FROM tags WHERE user_id = $1 AND id = ANY(:ids::int[])', {
    ids,
  });
  const here = new Set<unknown>(known.map(({ id }) => id));
  return records.filter((line) => line['kind'] !== 'tags' || !here.has(line['record_id']));
}

function insertSql(kind: LoadedKind): string {
  // Changes get new ids in the order in which they are written.
  const names = Object.keys(recordSchemas[kind].shape).filter((name) => kind !== 'changes' || name !== 'id');
  const columns = names.map((name) => `r.${name}`).join(', ');
  return `INSERT INTO ${kind} (user_id, ${names.join(', ')})
    SELECT $1::int, ${columns} FROM jsonb_populate_recordset(NULL::${kind}, :records::jsonb) r ORDER BY r.${keyColumn(kind)}
    ${kind === 'tags' || kind === 'different_records' ? 'ON CONFLICT DO NOTHING' : ''}`;
}
