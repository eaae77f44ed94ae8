import type { OwnedDb } from '../../db/owned.ts';
import type { ActSteps, Work } from '../../history/runActs.service.ts';
import { parseHeaders, parseStoredMapping } from '../imports.schema.ts';
import { interpretRow } from '../interpretRow.ts';
import { importChunk } from './importChunk.service.ts';
import { partitionRows } from './rowPeople.ts';
import { type RowOutcome, saveOutcomes, waitingRows } from './rows.service.ts';

/** The remaining work of a running import. */
export type ImportWork = {
  imports: number;
  /** The number of the last row that was imported. */
  after: number;
};

/** About a second's work on a slow computer. */
const rowsPerStep = 300;

/** The steps by which runAct() continues an import. */
export const importSteps: ActSteps = { imports: (tx, act, work) => importNextRows(tx, act, work as ImportWork) };

async function importNextRows(tx: OwnedDb, act: number, work: ImportWork): Promise<Work | undefined> {
  // With this lock, each of two simultaneous imports sees the people and companies of the other.
  await tx.lock();
  const { imports: id, after } = work;
  const running = await tx.contactImport.findUnique({ where: { ...tx.key(id), state: 'running' } });
  if (!running) return undefined;
  const rows = await waitingRows(tx, id, after, rowsPerStep);
  const last = rows.at(-1);
  if (!last) return finish(tx, id);
  const mapping = parseStoredMapping(running.mapping);
  const headers = parseHeaders(running.headers);
  const read = partitionRows(
    rows.map((row) => interpretRow(row, { ...mapping, headers })),
    mapping.tags,
  );
  const { outcomes, companies } = await importChunk(tx, read, { act, mapping, headers, now: nowOf(tx) });
  await saveOutcomes(tx, id, outcomes);
  await count(tx, id, outcomes, companies);
  return { ...work, after: last.number };
}

async function finish(tx: OwnedDb, id: number): Promise<undefined> {
  await tx.contactImport.updateMany({ where: { id }, data: { state: 'done', done_at: nowOf(tx) } });
}

async function count(tx: OwnedDb, id: number, outcomes: RowOutcome[], companies: number): Promise<void> {
  const of = (which: RowOutcome['outcome']) => outcomes.filter(({ outcome }) => outcome === which).length;
  await tx.read(
    `UPDATE imports SET added = added + :added::int, filled = filled + :filled::int, updated = updated + :updated::int,
       merged = merged + :merged::int, skipped = skipped + :left::int, company_rows = company_rows + :company::int,
       problems = problems + :rejected::int, companies = companies + :companies::int
     WHERE user_id = $1 AND id = :id::int`,
    {
      id,
      companies,
      added: of('added'),
      filled: of('filled'),
      updated: of('updated'),
      merged: of('merged'),
      left: of('left'),
      company: of('company'),
      rejected: of('rejected'),
    },
  );
}

function nowOf({ writer }: OwnedDb): Date {
  return writer.now?.() ?? new Date();
}
