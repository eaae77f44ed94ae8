import { likelyScore } from '../core/likeness.ts';
import type { OwnedDb } from '../db/owned.ts';
import type { MergeKind } from '../merge/mergedRecord.ts';
import { type CandidateGroup, candidateQueries } from './candidates.service.ts';
import { comparePairs, type Pair, pairsOf } from './pairs.service.ts';

export type ScoredPair = Pair & { score: number };

/** Nobody would look through more pairs. */
const maxPairs = 10_000;
const groupsAtOnce = 300;
/**
 * A key shared by more records, such as the phone of a switchboard, does not make people with different names the same.
 */
const maxTellingKey = 5;

/** Called with how much is done, from 0 to 1. It may throw to end the search. */
export type ReportProgress = (share: number) => Promise<void>;

/** All likely pairs of an account, the likeliest first. */
export async function findPairs(db: OwnedDb, kind: MergeKind, report: ReportProgress): Promise<ScoredPair[]> {
  const groups = await readCandidates(db, kind, (share) => report(share / 2));
  const [found, seen]: [ScoredPair[], Set<string>] = [[], new Set()];
  for (let at = 0; at < groups.length; at += groupsAtOnce) {
    const some = groups.slice(at, at + groupsAtOnce);
    found.push(...(await compareGroups(db, kind, some, seen)));
    await report(0.5 + (at + some.length) / groups.length / 2);
  }
  return found.sort((a, b) => b.score - a.score || a.one - b.one || a.other - b.other).slice(0, maxPairs);
}

/** Smallest groups first, since they say more about a pair than large ones. */
async function readCandidates(db: OwnedDb, kind: MergeKind, report: ReportProgress): Promise<CandidateGroup[]> {
  const groups: CandidateGroup[] = [];
  const queries = candidateQueries[kind];
  for (const [at, query] of queries.entries()) {
    groups.push(...(await query(db)));
    await report((at + 1) / queries.length);
  }
  return groups.sort((a, b) => a.length - b.length);
}

async function compareGroups(
  db: OwnedDb,
  kind: MergeKind,
  groups: CandidateGroup[],
  seen: Set<string>,
): Promise<ScoredPair[]> {
  const pairs = groups.flatMap((ids) =>
    pairsOf(ids).map((pair) => ({ ...pair, isCommonKey: ids.length > maxTellingKey })),
  );
  const fresh = pairs.filter(({ one, other }) => !seen.has(`${one} ${other}`) && seen.add(`${one} ${other}`));
  const ofCommonKey = new Set(
    fresh.filter(({ isCommonKey }) => isCommonKey).map(({ one, other }) => `${one} ${other}`),
  );
  const alike = await comparePairs(db, kind, fresh);
  return alike
    .filter(({ one, other, score }) => score >= likelyScore || !ofCommonKey.has(`${one} ${other}`))
    .map(({ one, other, score }) => ({ one, other, score }));
}
