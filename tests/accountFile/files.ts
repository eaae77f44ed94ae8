// Files of accounts: made, read, changed, loaded, and compared but for their ids.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { accountZip } from '../../src/accountFile/accountZip.service.ts';
import { readFileOwner } from '../../src/accountFile/fileOwner.service.ts';
import { loadSteps } from '../../src/accountFile/loadSteps.service.ts';
import { createLoad, getLoad } from '../../src/accountFile/loads.service.ts';
import { stageFile } from '../../src/accountFile/stageFile.service.ts';
import { startLoad } from '../../src/accountFile/startLoad.service.ts';
import type { User } from '../../src/db/generated/client.ts';
import type { OwnedDb } from '../../src/db/owned.ts';
import { runAct } from '../../src/history/runActs.service.ts';
import { readZip } from '../backup/zip.ts';
import type { TestApp } from '../support/app.ts';
import { dumpOf, fullDumpOf } from '../support/records.ts';

export type Line = Record<string, unknown>;

const now = new Date('2026-11-29T12:00:00Z');

/** Calls `work` with the path of a file that is gone afterwards. */
async function withFile<T>(bytes: Buffer, work: (path: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'account-file-'));
  const path = join(folder, 'account.zip');
  writeFileSync(path, bytes);
  return work(path).finally(() => rmSync(folder, { recursive: true, force: true }));
}

export async function fileOf({ database }: TestApp, db: OwnedDb): Promise<Buffer> {
  const owner = await readFileOwner(database, db.userId);
  return buffer(Readable.from(accountZip(db, owner, now)));
}

export function filesIn(file: Buffer): Promise<Map<string, string>> {
  return withFile(file, readZip);
}

export async function linesOf(file: Buffer): Promise<Record<string, Line[]>> {
  const lists = [...(await filesIn(file))].filter(([name]) => name.startsWith('data/'));
  return Object.fromEntries(
    lists.map(([name, text]) => [
      name.slice('data/'.length, -'.jsonl'.length),
      text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line)])),
    ]),
  );
}

/** Takes a file over. Returns the load: ready or refused. */
export async function stage(db: OwnedDb, file: Buffer) {
  const id = await createLoad(db, 'account.zip', new Date());
  await withFile(file, (path) => stageFile(db, id, path, () => false));
  return getLoad(db, id, new Date());
}

/** Loads a file. Returns its act. */
export async function load(db: OwnedDb, file: Buffer): Promise<number> {
  const { id, problem } = await stage(db, file);
  if (problem) throw new Error(problem.key);
  const act = await start(db, id);
  await runAct(db, act, () => false, loadSteps);
  return act;
}

/** Begins to load a file that is ready. Returns its act. */
export async function start(db: OwnedDb, id: number): Promise<number> {
  await startLoad(db, id);
  const { act_id } = await getLoad(db, id, new Date());
  if (act_id === null) throw new Error('The load did not start.');
  return act_id;
}

const links: Record<string, Record<string, string>> = {
  contacts: { company_id: 'companies' },
  interactions: { contact_id: 'contacts' },
  tasks: { contact_id: 'contacts', interaction_id: 'interactions', previous_id: 'tasks' },
  summaries: { contact_id: 'contacts' },
  acts: { undoes: 'acts' },
  changes: { act_id: 'acts', undone_by: 'acts' },
  merges: { act_id: 'acts' },
};

/** The lists of an account in which an id is told by its place among all of its kind; without the act of a load. */
export function canonical(lists: Record<string, Line[]>, load?: number): Record<string, Line[]> {
  const { ai_calls: _, waiting_mails: __, ...rest } = lists;
  const kept = Object.fromEntries(
    Object.entries(rest).map(([kind, lines]) => [
      kind,
      lines.filter((line) => load === undefined || (kind === 'acts' ? line['id'] : line['act_id']) !== load),
    ]),
  );
  const seen = new Map<string, Set<number>>();
  walk(kept, (kind, id) => {
    seen.set(kind, (seen.get(kind) ?? new Set()).add(id));
    return id;
  });
  const ranks = new Map([...seen].map(([kind, ids]) => [kind, [...ids].sort((a, b) => a - b)]));
  return walk(kept, (kind, id) => ranks.get(kind)?.indexOf(id) ?? -1);
}

type Visit = (kind: string, id: number) => number;

function walk(lists: Record<string, Line[]>, visit: Visit): Record<string, Line[]> {
  return Object.fromEntries(
    Object.entries(lists).map(([kind, lines]) => [
      kind,
      inOrder(kind, lines).map((line) => walkLine(kind, line, visit)),
    ]),
  );
}

function inOrder(kind: string, lines: Line[]): Line[] {
  if (kind === 'summaries') return lines;
  return [...lines].sort((a, b) => Number(a['id']) - Number(b['id']));
}

function walkLine(kind: string, line: Line, visit: Visit): Line {
  const walked: Line = { ...line };
  for (const [name, target] of Object.entries(links[kind] ?? {}))
    if (typeof line[name] === 'number') walked[name] = visit(target, line[name]);
  if (Array.isArray(line['tag_ids'])) walked['tag_ids'] = line['tag_ids'].map((id) => visit('tags', id));
  for (const name of ['gone_id', 'kept_id', 'one_id', 'other_id'])
    if (name in line) walked[name] = visit(String(line['kind']), Number(line[name]));
  if (kind === 'saved_views')
    walked['query'] = String(line['query']).replace(/tag=(\d+)/g, (_, id) => `tag=${visit('tags', Number(id))}`);
  if (kind === 'summaries')
    walked['content'] = JSON.parse(
      JSON.stringify(line['content']).replace(
        /"(interaction|task)-(\d+)"/g,
        (_, of, id) => `"${of}-${visit(`${of}s`, Number(id))}"`,
      ),
    );
  if (kind === 'changes') return walkChange(walked, visit);
  if (typeof line['id'] === 'number') walked['id'] = visit(kind, line['id']);
  return walked;
}

function walkChange({ id: _, ...line }: Line, visit: Visit): Line {
  const kind = String(line['kind']);
  const field = String(line['field']);
  const value = (given: unknown) => {
    if (line['operation'] === 'delete' && given) return walkLine(kind, given as Line, visit);
    const target = links[kind]?.[field];
    if (target && typeof given === 'number') return visit(target, given);
    return field === 'tag_ids' && Array.isArray(given) ? given.map((one) => visit('tags', one)) : given;
  };
  const record_id = visit(kind === 'summaries' ? 'contacts' : kind, Number(line['record_id']));
  return { ...line, record_id, old: value(line['old']), new: value(line['new']) };
}

/** All that an account holds, but for files that wait or were loaded. */
export async function recordsOf(user: User): Promise<Record<string, unknown[]>> {
  return withoutLoads(await dumpOf(user));
}

/** The same with the history. */
export async function recordsAndHistoryOf(user: User): Promise<Record<string, unknown[]>> {
  return withoutLoads(await fullDumpOf(user));
}

function withoutLoads({ account_loads: _, account_load_rows: __, ...dump }: Record<string, unknown[]>) {
  return dump;
}
