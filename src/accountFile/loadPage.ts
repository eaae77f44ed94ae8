import type { Request, Response } from 'express';
import { type Act, getAct } from '../activity/acts.service.ts';
import { undoDays } from '../history/undoWindow.ts';
import { page } from '../http/page.ts';
import { currentTime, ownedDb } from '../http/request.ts';
import { countedKinds, loadedKinds } from './kinds.ts';
import { type AccountLoad, type Counts, countAccount, countKnownPeople, listLoads } from './loads.service.ts';
import { recordsIn } from './manifest.ts';

interface PreviewLocals {
  load: AccountLoad;
  kinds: readonly string[];
  inFile: Counts;
  here: Counts;
  /** How many people of the file may be contacts already. */
  known: number;
  /** When the same file was loaded before, if it was. */
  loadedAt: Date | undefined;
  undoDays: number;
}

interface ResultLocals {
  load: AccountLoad;
  kinds: readonly string[];
  inFile: Counts;
  isComplete: boolean;
  undone: 'no' | 'running' | 'done';
  canUndo: boolean;
  undoDays: number;
}

const progressView = page<{ load: AccountLoad; done: number; total: number | undefined }>('accountFile/progress');
const refusedView = page<{ load: AccountLoad }>('accountFile/refused');
const previewView = page<PreviewLocals>('accountFile/preview');
const resultView = page<ResultLocals>('accountFile/result');
const refreshSeconds = 2;
const titles = {
  reading: 'accountFile.reading.title',
  ready: 'accountFile.ready.title',
  refused: 'accountFile.refused.title',
  running: 'accountFile.running.title',
  done: 'accountFile.done.title',
} as const;

/** Shows a file in each state: being read, waiting, refused, being loaded, loaded. */
export async function showLoad(req: Request, res: Response, load: AccountLoad): Promise<void> {
  const chrome = { title: res.locals.t(titles[load.state]), section: 'account', load } as const;
  if (load.state === 'refused') return refusedView(res, chrome);
  if (load.state === 'ready') return previewView(res, { ...chrome, ...(await readPreview(req, load)) });
  if (load.state === 'done') return resultView(res, { ...chrome, ...(await readResult(req, load)) });
  const total = load.manifest ? sum(inFileOf(load)) : undefined;
  progressView(res, { ...chrome, refreshSeconds, done: sum(load.loaded), total });
}

async function readPreview(req: Request, load: AccountLoad): Promise<Omit<PreviewLocals, 'load'>> {
  const db = ownedDb(req);
  const [here, known, loads] = await Promise.all([
    countAccount(db),
    countKnownPeople(db, load.id),
    listLoads(db, currentTime(req)),
  ]);
  const inFile = inFileOf(load);
  const loadedAt = loads.find((one) => one.id !== load.id && isSameFile(one, load))?.created_at;
  return { kinds: shownKinds(inFile, here), inFile, here, known, loadedAt, undoDays };
}

async function readResult(req: Request, load: AccountLoad): Promise<Omit<ResultLocals, 'load'>> {
  const act = load.act_id === null ? undefined : await findAct(req, load.act_id);
  const inFile = inFileOf(load);
  const isComplete = Object.entries(inFile).every(([kind, count]) => (load.loaded[kind] ?? 0) === count);
  const canUndo = act?.is_open === true && act.undone_by === null && isRecent(act, currentTime(req));
  const kinds = shownKinds(inFile, load.before ?? {});
  return { kinds, inFile, isComplete, undone: await stateOfUndo(req, act), canUndo, undoDays };
}

async function stateOfUndo(req: Request, act: Act | undefined): Promise<ResultLocals['undone']> {
  const undo = act?.undone_by ? await findAct(req, act.undone_by) : undefined;
  if (!undo) return 'no';
  return undo.is_running ? 'running' : 'done';
}

function findAct(req: Request, id: number): Promise<Act | undefined> {
  return getAct(ownedDb(req), id).catch(() => undefined);
}

function isRecent({ at }: Act, now: Date): boolean {
  return now.getTime() - at.getTime() < undoDays * 86_400_000;
}

function isSameFile(one: AccountLoad, other: AccountLoad): boolean {
  const { made_at, account } = one.manifest ?? {};
  return one.state === 'done' && made_at === other.manifest?.made_at && account?.id === other.manifest?.account.id;
}

function inFileOf({ manifest }: AccountLoad): Counts {
  const counts = manifest ? recordsIn(manifest) : {};
  return Object.fromEntries(loadedKinds.map((kind) => [kind, counts[kind] ?? 0]));
}

function shownKinds(inFile: Counts, here: Counts): readonly string[] {
  return countedKinds.filter((kind) => (inFile[kind] ?? 0) + (here[kind] ?? 0) > 0);
}

function sum(counts: Counts): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
