import type { RecordKind } from '../history/recordKinds.ts';
import type { SummaryGroup } from './actSummaries.service.ts';
import type { Act } from './acts.service.ts';
import type { CommonChange } from './commonChanges.service.ts';
import { commonChangeText } from './commonChangeText.ts';
import type { RecordNames, RecordRef } from './recordNames.service.ts';
import { type Language, listText, recordHeading, recordSubject } from './recordText.ts';

const maxNamed = 2;

/** An undo is described by the act that it took back. */
export function describedAct({ id, cause, subject }: Pick<Act, 'id' | 'cause' | 'subject'>): number {
  return cause === 'restore' ? id : subject;
}

/** What the title of an act is made of; the act is that of describedAct(). */
export interface Described {
  groups: SummaryGroup[];
  /** The record that others were merged into. */
  kept: RecordRef | undefined;
  /** The change that the act made to each of several records. */
  common: CommonChange | undefined;
  names: RecordNames;
}

export function actTitle(language: Language, act: Act, described: Described): string {
  const { groups, names } = described;
  const { t } = language;
  const merged = mergedText(language, act, described);
  if (merged) return capitalize(language, merged);
  const changed = onlyChanged(groups);
  if (changed && act.type === 'act') return recordHeading(language, names, changed);
  const what = changed ? recordHeading(language, names, changed) : sentence(language, act, described);
  if (act.type === 'act' || act.cause === 'restore') return capitalize(language, what);
  return t(`history.act.${act.type}`, { what });
}

function sentence(language: Language, act: Act, described: Described): string {
  const { groups, names } = described;
  const what = isRestoring(act)
    ? restoredText(language, groups, names)
    : commonText(language, described) || changesText(language, groups, names);
  return what || language.t(act.is_running ? 'history.act.running' : 'history.act.unknown');
}

function commonText(language: Language, { groups, common, names }: Described): string {
  if (!common) return '';
  const changed = own(groups).filter(({ operation }) => operation === 'update');
  return commonChangeText(language, names, common, recordsText(language, changed, names));
}

/** Names the merged records; empty once their data was deleted for good. */
function mergedText(language: Language, { type }: Act, { groups, kept, names }: Described): string {
  if (!kept) return '';
  const gone = groups.filter(({ kind, operation }) => kind === kept.kind && operation === 'delete');
  if (gone.length === 0) return '';
  const [what, into] = [recordsText(language, gone, names), recordHeading(language, names, kept)];
  return language.t(`history.merge.${type}`, { what, into });
}

function onlyChanged(groups: SummaryGroup[]): RecordRef | undefined {
  return groups.every(({ operation, is_cascade }) => operation === 'update' && !is_cascade)
    ? singleChanged(groups)
    : undefined;
}

/** The only changed record, whose fields say more than the title; undefined when there is none or more than one. */
export function singleChanged(groups: SummaryGroup[]): RecordRef | undefined {
  const changed = groups.filter(({ operation, is_cascade }) => operation === 'update' && !is_cascade);
  const [group] = changed;
  return changed.length === 1 && group?.records === 1 ? { kind: group.kind, id: group.ids[0] as number } : undefined;
}

export function namedRecords(groups: SummaryGroup[]): RecordRef[] {
  return groups.flatMap(({ kind, ids, records }) => (records <= maxNamed ? ids.map((id) => ({ kind, id })) : []));
}

export function mainKind(groups: SummaryGroup[]): RecordKind | undefined {
  const [kind] = order.filter((one) => own(groups).some((group) => group.kind === one));
  return kind ?? groups[0]?.kind;
}

function isRestoring({ cause, type }: Act): boolean {
  return cause === 'restore' && type !== 'act';
}

function changesText(language: Language, groups: SummaryGroup[], names: RecordNames): string {
  const { t } = language;
  const part = (operation: SummaryGroup['operation']) => groups.filter((group) => group.operation === operation);
  const [created, changed, deleted] = [part('create'), part('update'), part('delete')];
  const parts = [
    created.length > 0 && t('history.act.added', { what: recordsText(language, created, names) }),
    hasOwn(changed) && t('history.act.changed', { what: recordsText(language, own(changed), names) }),
    deleted.length > 0 && t('history.act.deleted', { what: withCascaded(language, deleted, names) }),
  ];
  if (!parts.some(Boolean) && changed.length > 0)
    return t('history.act.changed', { what: recordsText(language, changed, names) });
  return parts.filter(Boolean).join(', ');
}

function restoredText(language: Language, groups: SummaryGroup[], names: RecordNames): string {
  const back = groups.filter(({ operation }) => operation === 'create');
  if (back.length === 0) return '';
  const isParent = ({ kind }: SummaryGroup) => kind === 'contacts' || kind === 'companies';
  const hasParent = back.some(isParent);
  const marked = back.map((group) => ({ ...group, is_cascade: hasParent && !isParent(group) }));
  return language.t('history.act.restored', { what: withCascaded(language, marked, names) });
}

const own = (groups: SummaryGroup[]) => groups.filter(({ is_cascade }) => !is_cascade);
const hasOwn = (groups: SummaryGroup[]) => own(groups).length > 0;

function withCascaded(language: Language, groups: SummaryGroup[], names: RecordNames): string {
  const cascades = groups.filter(({ is_cascade }) => is_cascade);
  if (cascades.length === 0 || !hasOwn(groups)) return recordsText(language, groups, names);
  const [what, rest] = [recordsText(language, own(groups), names), countsText(language, cascades)];
  return language.t('history.act.with', { what, rest });
}

function recordsText(language: Language, groups: SummaryGroup[], names: RecordNames): string {
  const total = groups.reduce((sum, { records }) => sum + records, 0);
  if (total > maxNamed) return countsText(language, groups, names);
  const named = groups.flatMap(({ kind, ids }) => ids.map((id) => recordSubject(language, names, { kind, id })));
  return listText(language, named);
}

const order: RecordKind[] = ['contacts', 'companies', 'interactions', 'tasks', 'tags'];

/** With `names`, a single person or company is named rather than counted. */
function countsText(language: Language, groups: SummaryGroup[], names?: RecordNames): string {
  const { t, format } = language;
  const counted = order.flatMap((kind) => {
    const those = groups.filter((group) => group.kind === kind);
    const count = those.reduce((sum, { records }) => sum + records, 0);
    const [id] = those.flatMap(({ ids }) => ids);
    const isNamed = names && count === 1 && (kind === 'contacts' || kind === 'companies');
    if (isNamed && id !== undefined) return [recordSubject(language, names, { kind, id })];
    const n = `${format.number(count)}${those.some(({ is_counted_up }) => is_counted_up) ? '+' : ''}`;
    return count > 0 ? [t(`history.count.${kind}`, { count, n })] : [];
  });
  return listText(language, counted);
}

function capitalize({ locale }: Language, text: string): string {
  return text.slice(0, 1).toLocaleUpperCase(locale) + text.slice(1);
}
