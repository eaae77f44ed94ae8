import type { NamedTag } from './tags.service.ts';

/** Drops ids of a filter that are not tags of the account. */
export function withKnownTags<Query extends { tag: number[] }>(query: Query, tags: NamedTag[]): Query {
  return { ...query, tag: query.tag.filter((id) => tags.some((tag) => tag.id === id)) };
}
