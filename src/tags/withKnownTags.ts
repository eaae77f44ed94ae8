import type { NamedTag } from './tags.service.ts';

/** Ids of a filter that are no tags of the account count as absent. */
export function withKnownTags<Query extends { tag: number[] }>(query: Query, tags: NamedTag[]): Query {
  return { ...query, tag: query.tag.filter((id) => tags.some((tag) => tag.id === id)) };
}
