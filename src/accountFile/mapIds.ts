import { linksOf, type RestorableKind, restorableKinds } from '../history/recordKinds.ts';
import { idKind, kindDetails, type LoadedKind } from './kinds.ts';
import type { FileRecord } from './records.schema.ts';

/** Returns the id that replaces another one. `isLink` means that the record must exist. */
export type VisitId = (kind: LoadedKind, id: number, isLink: boolean) => number;

/** Replaces every id in a record, including its own, by the result of `visit`. */
export function mapIds(kind: LoadedKind, record: FileRecord, visit: VisitId): FileRecord {
  if (kind === 'changes') return mapChange(record, visit);
  if (kind === 'acts') return mapAct(record, visit);
  if (kind === 'saved_views')
    return { ...record, ...own(kind, record, visit), query: mapQuery(record['query'], visit) };
  if (isRestorable(kind)) return mapColumns(kind, record, visit, true);
  return { ...record, ...mapLinks(kind, record, visit), ...own(kind, record, visit) };
}

function isRestorable(kind: LoadedKind): kind is RestorableKind & LoadedKind {
  return restorableKinds.some((one) => one === kind);
}

function mapLinks(kind: LoadedKind, record: FileRecord, visit: VisitId): FileRecord {
  const { links = {}, mentions = {}, mentionsOfKind = [] } = kindDetails(kind);
  const columns = [
    ...Object.entries(links).map(([name, of]) => ({ name, of, isLink: true })),
    ...Object.entries(mentions).map(([name, of]) => ({ name, of, isLink: false })),
    ...mentionsOfKind.map((name) => ({ name, of: String(record['kind']), isLink: false })),
  ].filter(({ name }) => typeof record[name] === 'number');
  return Object.fromEntries(
    columns.map(({ name, of, isLink }) => [name, visit(of as LoadedKind, record[name] as number, isLink)]),
  );
}

export interface MentionedId {
  kind: LoadedKind;
  record_id: number;
  isLink: boolean;
}

/** Lists every id in a record except its own. */
export function mentionedIds(kind: LoadedKind, record: FileRecord): MentionedId[] {
  const mentioned: MentionedId[] = [];
  mapIds(kind, { ...record, id: undefined }, (of, record_id, isLink) => {
    mentioned.push({ kind: of, record_id, isLink });
    return record_id;
  });
  return mentioned;
}

function own(kind: LoadedKind, { id }: FileRecord, visit: VisitId): FileRecord {
  return typeof id === 'number' ? { id: visit(kind, id, false) } : {};
}

function mapColumns(kind: RestorableKind, record: FileRecord, visit: VisitId, isLink: boolean): FileRecord {
  const names = Object.keys(record).filter((name) => name !== 'id');
  const columns = names.map((name) => [name, mapColumn(kind, name, record[name], (of, id) => visit(of, id, isLink))]);
  const mapped: FileRecord = { ...Object.fromEntries(columns), ...own(kind, record, visit) };
  // A source may have been deleted.
  if (kind === 'summaries') mapped['content'] = mapSources(record['content'], (of, id) => visit(of, id, false));
  return mapped;
}

function mapColumn(
  kind: RestorableKind,
  name: string,
  value: unknown,
  visit: (kind: LoadedKind, id: number) => number,
) {
  const link = linksOf[kind].find(({ field }) => field === name);
  if (link && typeof value === 'number') return visit(link.target, value);
  if (name === 'tag_ids' && Array.isArray(value)) return value.map((id: number) => visit('tags', id));
  return value;
}

/** Replaces the ids in the sources of a summary ("interaction-12", "task-7"), see src/ai/summary.schema.ts. */
function mapSources(content: unknown, visit: (kind: LoadedKind, id: number) => number): unknown {
  if (Array.isArray(content)) return content.map((item) => mapSources(item, visit));
  if (typeof content !== 'object' || content === null) return content;
  return Object.fromEntries(
    Object.entries(content).map(([name, value]) => [
      name,
      name === 'sources' ? (value as string[]).map((source) => mapSource(source, visit)) : mapSources(value, visit),
    ]),
  );
}

function mapSource(source: string, visit: (kind: LoadedKind, id: number) => number): string {
  const [, kind, id] = /^(interaction|task)-([1-9]\d{0,8})$/.exec(source) ?? [];
  return kind && id ? `${kind}-${visit(kind === 'task' ? 'tasks' : 'interactions', Number(id))}` : source;
}

function mapChange(line: FileRecord, visit: VisitId): FileRecord {
  const kind = line['kind'] as RestorableKind;
  const mention: VisitId = (of, id) => visit(of, id, false);
  const value = (given: unknown): unknown => {
    if (given === null || given === undefined) return given ?? null;
    if (line['operation'] === 'delete') return mapColumns(kind, given as FileRecord, mention, false);
    return mapColumn(kind, String(line['field']), given, (of, id) => visit(of, id, false));
  };
  return {
    ...line,
    record_id: mention(idKind(kind), line['record_id'] as number, false),
    act_id: visit('acts', line['act_id'] as number, true),
    undone_by: mapOptional('acts', line['undone_by'], visit),
    old: value(line['old']),
    new: value(line['new']),
  };
}

function mapAct(act: FileRecord, visit: VisitId): FileRecord {
  const kept = act['kept'] as { kind: RestorableKind; record_id: number }[] | null;
  return {
    ...act,
    ...own('acts', act, visit),
    undoes: mapOptional('acts', act['undoes'], visit),
    kept: kept?.map((one) => ({ ...one, record_id: visit(idKind(one.kind), one.record_id, false) })) ?? null,
  };
}

function mapOptional(kind: LoadedKind, id: unknown, visit: VisitId): number | null {
  return typeof id === 'number' ? visit(kind, id, false) : null;
}

/** Replaces the ids of tags in the query of a list: `tag=12&tag=15`. */
function mapQuery(query: unknown, visit: VisitId): string {
  return String(query).replace(/(^|&)tag=([1-9]\d{0,8})(?=&|$)/g, (_, before: string, id: string) => {
    return `${before}tag=${visit('tags', Number(id), false)}`;
  });
}
