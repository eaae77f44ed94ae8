import type { InteractionType } from '../db/generated/client.ts';

export interface CountedType {
  type: InteractionType;
  count: number;
}

/** The most frequent type first, without zeros. */
export function countByType(counts: Partial<Record<InteractionType, number>>): CountedType[] {
  return (Object.entries(counts) as [InteractionType, number][])
    .filter(([, count]) => count > 0)
    .map(([type, count]) => ({ type, count }))
    .sort((a, b) => b.count - a.count || a.type.localeCompare(b.type));
}
