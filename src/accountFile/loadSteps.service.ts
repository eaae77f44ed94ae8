import type { OwnedDb } from '../db/owned.ts';
import type { ActSteps, Work } from '../history/runActs.service.ts';
import { assignIds } from './assignIds.service.ts';
import { clearStaged } from './clearStaged.service.ts';
import { insertRecords } from './insertRecords.service.ts';
import { type LoadedKind, loadedKinds } from './kinds.ts';
import { type Counts, countAccount } from './loads.service.ts';
import { readStaged } from './staged.service.ts';

/** The remaining work of a running load. */
export type LoadWork = {
  loads: number;
  phase: number;
  /** The id, in the file, of the last record that was processed. */
  after: number;
};

/** The steps by which runAct() continues a load. */
export const loadSteps: ActSteps = { loads: (tx, _act, work) => loadNext(tx, work as LoadWork) };

interface Phase {
  action: 'assign' | 'insert' | 'clear';
  kind: LoadedKind;
}

const history: LoadedKind[] = ['acts', 'changes'];

/**
 * All ids are assigned before the first record is written, since lists refer to each other. The history is written
 * before the records: an undo then knows that it happened before they were loaded, and may remove them.
 */
const phases: Phase[] = [
  ...loadedKinds.filter((kind) => kind !== 'summaries' && kind !== 'changes').map((kind) => numbering(kind)),
  ...[...history, ...loadedKinds.filter((kind) => !history.includes(kind))].map((kind) => inserting(kind)),
  ...loadedKinds.map((kind) => clearing(kind)),
];

function numbering(kind: LoadedKind): Phase {
  return { action: 'assign', kind };
}

function inserting(kind: LoadedKind): Phase {
  return { action: 'insert', kind };
}

function clearing(kind: LoadedKind): Phase {
  return { action: 'clear', kind };
}

async function loadNext(tx: OwnedDb, work: LoadWork): Promise<Work | undefined> {
  const { loads: load, phase, after } = work;
  const current = phases[phase];
  if (!current) return finish(tx, load);
  const last = await carryOut(tx, load, current, after);
  return last === undefined ? { ...work, phase: phase + 1, after: 0 } : { ...work, after: last };
}

/** Returns the id of the last record of the step; undefined when there was none. */
async function carryOut(
  tx: OwnedDb,
  load: number,
  { action, kind }: Phase,
  after: number,
): Promise<number | undefined> {
  if (action === 'assign') return assignIds(tx, load, kind, after);
  if (action === 'clear') return clearStaged(tx, load, kind, after);
  const staged = await readStaged(tx, load, kind, after);
  if (staged.length > 0) await insertRecords(tx, load, kind, staged);
  return staged.at(-1)?.record_id;
}

async function finish(tx: OwnedDb, load: number): Promise<undefined> {
  await tx.read(
    `UPDATE account_loads SET state = 'done', after = :after::jsonb, done_at = :now::timestamptz
     WHERE user_id = $1 AND id = :load::int AND state = 'running'`,
    { load, after: JSON.stringify(await countWithoutLoad(tx)), now: tx.writer.now?.() ?? new Date() },
  );
}

/** Does not count the act of the load itself. */
async function countWithoutLoad(tx: OwnedDb): Promise<Counts> {
  const { acts = 0, ...counts } = await countAccount(tx);
  return { ...counts, acts: acts - 1 };
}
