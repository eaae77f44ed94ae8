import { maxContactPoints } from '../contacts/contactPoints.ts';
import { maxTags } from '../tags/tags.schema.ts';
import { maxNotesLength } from '../validation/formFields.ts';
import type { MergeColumns } from './mergedRecord.ts';

const limited = ['emails', 'phones', 'tags', 'notes'] as const;

/** What a merged record would have too much of for its form, so that it could no longer be edited. */
export interface MergeExcess {
  of: (typeof limited)[number];
  count: number;
  max: number;
}

export function findExcess(merged: MergeColumns): MergeExcess[] {
  const points = (kind: 'email' | 'phone') => lengthOf(merged[`more_${kind}s`]) + (merged[kind] ? 1 : 0);
  const all: MergeExcess[] = [
    { of: 'emails', count: points('email'), max: maxContactPoints },
    { of: 'phones', count: points('phone'), max: maxContactPoints },
    { of: 'tags', count: lengthOf(merged['tag_ids']), max: maxTags },
    { of: 'notes', count: [...String(merged['notes'] ?? '')].length, max: maxNotesLength },
  ];
  return all.filter(({ count, max }) => count > max);
}

function lengthOf(list: unknown): number {
  return Array.isArray(list) ? list.length : 0;
}
