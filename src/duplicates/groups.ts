import { likelyScore } from '../core/likeness.ts';
import type { ScoredPair } from './findPairs.service.ts';

/** Records that may all be one: two, or more where pairs overlap. */
export interface DuplicateGroup {
  ids: number[];
  /** The score of the most likely pair. */
  score: number;
}

/**
 * Most likely first. Only likely pairs form groups: a chain of weak pairs would connect strangers. A weak pair stands
 * alone unless both records are in the same group.
 */
export function groupPairs(pairs: ScoredPair[]): DuplicateGroup[] {
  const groups = new Map<string, { ids: Set<number>; score: number }>();
  const keys = groupKeys(pairs);
  for (const [at, { one, other, score }] of pairs.entries()) {
    const key = keys[at] as string;
    const group = groups.get(key) ?? { ids: new Set(), score };
    groups.set(key, { ids: group.ids.add(one).add(other), score: Math.max(group.score, score) });
  }
  const sorted = [...groups.values()].map(({ ids, score }) => ({ ids: [...ids].sort((a, b) => a - b), score }));
  return sorted.sort((a, b) => b.score - a.score || (a.ids[0] ?? 0) - (b.ids[0] ?? 0));
}

/** The group of each pair: the same text for all pairs of a group. */
export function groupKeys(pairs: ScoredPair[]): string[] {
  const rootOf = joinPairs(pairs.filter(isLikely));
  return pairs.map((pair) => {
    const [one, other] = [rootOf(pair.one), rootOf(pair.other)];
    return one === other ? String(one) : pairKey(pair.one, pair.other);
  });
}

/** Maps the id of a record to the smallest id among the records connected with it. */
function joinPairs(pairs: ScoredPair[]): (id: number) => number {
  const parents = new Map<number, number>();
  const rootOf = (id: number): number => {
    const parent = parents.get(id) ?? id;
    return parent === id ? id : rootOf(parent);
  };
  for (const { one, other } of pairs) {
    const [a, b] = [rootOf(one), rootOf(other)];
    parents.set(Math.max(a, b), Math.min(a, b));
  }
  return rootOf;
}

function isLikely({ score }: ScoredPair): boolean {
  return score >= likelyScore;
}

/** The same for two records in either order. */
export function pairKey(one: number, other: number): string {
  return `${Math.min(one, other)} ${Math.max(one, other)}`;
}
