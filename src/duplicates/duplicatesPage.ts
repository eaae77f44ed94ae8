import { fieldLabel } from '../activity/fieldLabel.ts';
import { type RecordNames, readRecordNames } from '../activity/recordNames.service.ts';
import { type Language, recordHeading } from '../activity/recordText.ts';
import { contactPointKey } from '../contacts/contactPoints.ts';
import { type Confidence, confidenceOf } from '../core/likeness.ts';
import type { OwnedDb } from '../db/owned.ts';
import { type Pagination, paginate } from '../db/paginate.ts';
import { maxMerged } from '../merge/merge.schema.ts';
import { type Mergeable, readMergeable } from '../merge/merge.service.ts';
import type { MergeKind } from '../merge/mergedRecord.ts';
import { columnText, mentioned, nameOf } from '../merge/recordText.ts';
import type { DifferentPair } from './different.service.ts';
import { listGroups } from './groups.service.ts';
import type { DuplicateGroup } from './groups.ts';
import { comparePairs, type DuplicateReason, duplicateReasons, type LikePair, pairsOf } from './pairs.service.ts';

/** The other records of a larger group appear once these are merged or marked as different. */
export const maxShownMembers = 20;
const groupsPerPage = 10;

/** Records side by side. */
export interface ShownGroup {
  confidence: Confidence;
  reasons: DuplicateReason[];
  members: { id: number; name: string; created_at: Date; isTicked: boolean; counts: Mergeable }[];
  /** The compared fields, with one value for each member. */
  fields: { label: string; values: string[]; differs: boolean }[];
  /** The number of members that are not shown. */
  more: number;
}

export async function pageOfGroups(
  db: OwnedDb,
  language: Language,
  kind: MergeKind,
  requestedPage: number,
): Promise<{ groups: ShownGroup[]; pagination: Pagination }> {
  const all = await listGroups(db, kind);
  const { skip, take, ...pagination } = paginate(all.length, requestedPage, groupsPerPage);
  return { groups: await showGroups(db, language, kind, all.slice(skip, skip + take)), pagination };
}

/** Leaves out records that were changed since the search, so that no pair matches any more. */
async function showGroups(
  db: OwnedDb,
  language: Language,
  kind: MergeKind,
  groups: DuplicateGroup[],
): Promise<ShownGroup[]> {
  const shown = groups.map(({ ids }) => ids.slice(0, maxShownMembers));
  const records = new Map((await readMergeable(db, kind, shown.flat())).map((record) => [record.id, record]));
  const alike = await comparePairs(db, kind, shown.flatMap(pairsOf));
  const names = await readRecordNames(db, mentioned(kind, [...records.values()]));
  return shown.flatMap((ids, at) => {
    const pairs = alike.filter(({ one, other }) => ids.includes(one) && ids.includes(other));
    const members = ids.flatMap((id) => records.get(id) ?? []).sort(byHistory);
    const more = (groups[at]?.ids.length ?? 0) - ids.length;
    return pairs.length === 0 ? [] : [{ ...showGroup(language, kind, names, members, pairs), more }];
  });
}

/** The record with the longest history comes first, and is kept unless the owner chooses another. */
function byHistory(one: Mergeable, other: Mergeable): number {
  const weight = ({ interactions, tasks, people }: Mergeable) => interactions + tasks + people;
  return weight(other) - weight(one) || one.id - other.id;
}

function showGroup(
  language: Language,
  kind: MergeKind,
  names: RecordNames,
  members: Mergeable[],
  pairs: LikePair[],
): Omit<ShownGroup, 'more'> {
  return {
    confidence: confidenceOf(Math.max(...pairs.map(({ score }) => score))),
    reasons: duplicateReasons.filter((reason) => pairs.some(({ reasons }) => reasons.includes(reason))),
    members: members.map((counts, at) => ({
      id: counts.id,
      name: nameOf(kind, counts),
      created_at: new Date(String(counts.columns['created_at'])),
      isTicked: at < maxMerged,
      counts,
    })),
    fields: comparedFields[kind]
      .map((field) => compareField(language, kind, names, members, field))
      .filter(({ values, differs, isAlways }) => values.some(Boolean) && (differs || isAlways)),
  };
}

function compareField(language: Language, kind: MergeKind, names: RecordNames, members: Mergeable[], field: string) {
  const values = members.map(({ columns }) => columnText(language, names, kind, field, columns));
  return {
    label: fieldLabel(language.t, { kind, field }),
    values,
    differs: new Set(values.filter(Boolean).map(keyOf(field))).size > 1,
    /** The field is shown even when all values are the same. */
    isAlways: field !== 'status',
  };
}

/** One number may be written in several ways. */
function keyOf(field: string): (value: string) => string {
  return (value) => (field === 'phone' || field === 'email' ? contactPointKey(field, value) : value);
}

const comparedFields: Record<MergeKind, readonly string[]> = {
  contacts: [
    'company_id',
    'position',
    'email',
    'more_emails',
    'phone',
    'more_phones',
    'birthday',
    'address',
    'status',
    'tag_ids',
  ],
  companies: ['tax_id', 'website', 'email', 'phone', 'address', 'industry', 'tag_ids'],
};

export async function showDifferent(
  db: OwnedDb,
  language: Language,
  pairs: DifferentPair[],
): Promise<(DifferentPair & { names: [string, string] })[]> {
  const refs = pairs.flatMap(({ kind, one_id, other_id }) => [
    { kind, id: one_id },
    { kind, id: other_id },
  ]);
  const names = await readRecordNames(db, refs);
  const heading = (kind: MergeKind, id: number) => recordHeading(language, names, { kind, id });
  return pairs.map((pair) => ({
    ...pair,
    names: [heading(pair.kind, pair.one_id), heading(pair.kind, pair.other_id)],
  }));
}
