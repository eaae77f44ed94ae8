import { likelyScore } from '../core/likeness.ts';
import type { ScoredPair } from './findPairs.service.ts';

/** Records that may all be one: two, or more where pairs overlap. */
export interface DuplicateGroup {
  ids: number[];
  /** Of the likeliest pair. */
  score: number;
}

/**
 * The likeliest first. Only likely pairs join into groups: a chain of weak ones would tie strangers together. A weak pair
 * stands alone unless its records are in one group.
 */
export function groupPairs(pairs: ScoredPair[]): DuplicateGroup[] {
  const parents = new Map<number, number>();
  const rootOf = (id: number): number => {
    const parent = parents.get(id) ?? id;
    return parent === id ? id : rootOf(parent);
  };
  const join = ({ one, other }: ScoredPair) => parents.set(rootOf(other), rootOf(one));
  const isLikely = ({ score }: ScoredPair) => score >= likelyScore;
  for (const pair of pairs.filter(isLikely)) join(pair);
  const weak = pairs.filter((pair) => !isLikely(pair) && rootOf(pair.one) !== rootOf(pair.other));
  const groups = [...collect(pairs.filter(isLikely), rootOf), ...weak.map(toGroup)];
  return groups.sort((a, b) => b.score - a.score || (a.ids[0] ?? 0) - (b.ids[0] ?? 0));
}

function collect(pairs: ScoredPair[], rootOf: (id: number) => number): DuplicateGroup[] {
  const groups = new Map<number, { ids: Set<number>; score: number }>();
  for (const { one, other, score } of pairs) {
    const root = rootOf(one);
    const group = groups.get(root) ?? { ids: new Set(), score };
    groups.set(root, { ids: group.ids.add(one).add(other), score: Math.max(group.score, score) });
  }
  return [...groups.values()].map(({ ids, score }) => ({ ids: [...ids].sort((a, b) => a - b), score }));
}

function toGroup({ one, other, score }: ScoredPair): DuplicateGroup {
  return { ids: [one, other], score };
}
