import { boundedCount } from './boundedCount.ts';
import { existsByIndex } from './existsByIndex.ts';

type MergeKind = 'contacts' | 'companies';

/** Pages show "100+" beyond this number, because every view of a list counts the groups. */
export const maxCountedGroups = 100;

/** SQL: the number of groups of possible duplicates that are still present, up to one more than pages show. */
export function duplicateGroups(kind: MergeKind): string {
  return boundedCount(
    maxCountedGroups + 1,
    `FROM duplicate_pairs p WHERE p.user_id = $1 AND p.kind = '${kind}' AND p.group_key IS NOT NULL
       AND ${isPresentPair(kind)} GROUP BY p.group_key`,
  );
}

/** SQL on a pair `p` whose records were neither deleted nor merged. */
export function isPresentPair(kind: MergeKind): string {
  const isPresent = (id: string) => existsByIndex(`${kind} r WHERE r.user_id = $1 AND r.id = ${id}`);
  return `${isPresent('p.one_id')} AND ${isPresent('p.other_id')}`;
}
