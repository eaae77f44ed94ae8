import type { OwnedDb } from '../db/owned.ts';
import type { RecordKind } from '../history/recordKinds.ts';
import type { SummaryGroup } from './actSummaries.service.ts';
import type { RecordRef } from './recordNames.service.ts';
import { isVisible } from './visibleChanges.ts';

/** The change that an act made to each of several records. */
export interface CommonChange {
  act_id: number;
  kind: RecordKind;
  field: string;
  /** The new value; empty when the field was cleared. */
  value: string;
  /** The ids of added tags, if the field is `tag_ids`. */
  added: number[];
  removed: number[];
}

const maxReadLines = 20_000;
const maxValueLength = 200;
/** Adding tags gives one variant for each combination that records had before. */
const maxVariants = 50;

/** For acts that set one field of several records to one value: what they set. */
export async function listCommonChanges(db: OwnedDb, groups: SummaryGroup[]): Promise<CommonChange[]> {
  const acts = actsOfUpdates(groups);
  if (acts.length === 0) return [];
  const variants = await readVariants(db, acts);
  return acts.flatMap((act) => joinVariants(variants.filter(({ act_id }) => act_id === act)) ?? []);
}

/** The tags that a title names. */
export function commonTags(changes: CommonChange[]): RecordRef[] {
  return changes.flatMap(({ added, removed }) => [...added, ...removed].map((id) => ({ kind: 'tags' as const, id })));
}

function actsOfUpdates(groups: SummaryGroup[]): number[] {
  const acts = [...new Set(groups.map(({ act_id }) => act_id))];
  return acts.filter((act) => {
    const own = groups.filter(({ act_id }) => act_id === act);
    return own.every((group) => isUpdate(group) || isNewTag(group)) && own.some(isOfSeveral);
  });
}

const isUpdate = ({ operation }: SummaryGroup) => operation === 'update';
/** A tag that the same act created. */
const isNewTag = ({ kind, operation }: SummaryGroup) => kind === 'tags' && operation === 'create';
const isOfSeveral = (group: SummaryGroup) => isUpdate(group) && group.records > 1 && !group.is_cascade;

function readVariants(db: OwnedDb, acts: number[]): Promise<CommonChange[]> {
  return db.read<CommonChange>(
    `SELECT w.id AS act_id, v.* FROM unnest($2::bigint[]) w(id), LATERAL (
       SELECT DISTINCT l.kind, l.field,
         CASE WHEN l.field = 'tag_ids' THEN '' ELSE coalesce(left(l.new #>> '{}', ${maxValueLength}), '') END AS value,
         ${tagsIn('new', 'old')} AS added, ${tagsIn('old', 'new')} AS removed
       FROM (SELECT c.kind, c.field, c.old, c.new FROM changes c
         WHERE c.user_id = $1 AND c.act_id = w.id AND c.operation = 'update' AND NOT c.is_cascade AND ${isVisible}
         ORDER BY c.id LIMIT ${maxReadLines}) l
       LIMIT ${maxVariants + 1}) v`,
    [acts],
  );
}

/** SQL: the tags that one side of a change has and the other has not. */
const tagsIn = (one: 'old' | 'new', other: 'old' | 'new') =>
  `CASE WHEN l.field = 'tag_ids' THEN ARRAY(SELECT t::int FROM jsonb_array_elements_text(l.${one}) t
     WHERE NOT l.${other} @> to_jsonb(t::int) ORDER BY 1) ELSE '{}' END`;

function joinVariants(variants: CommonChange[]): CommonChange | undefined {
  const [first] = variants;
  const isCommon = variants.every(
    ({ kind, field, value }) => kind === first?.kind && field === first.field && value === first.value,
  );
  if (!first || !isCommon || variants.length > maxVariants) return undefined;
  const all = (side: 'added' | 'removed') => [...new Set(variants.flatMap((variant) => variant[side]))];
  return { ...first, added: all('added'), removed: all('removed') };
}
