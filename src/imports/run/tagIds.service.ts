import type { OwnedDb } from '../../db/owned.ts';
import { fold } from '../../db/sql/fold.ts';
import { findOrCreateTags } from '../../tags/tags.service.ts';

export type TagIds = (names: string[]) => number[];

/** The ids of tags by name. Missing tags are created. */
export async function readTagIds(db: OwnedDb, names: string[]): Promise<TagIds> {
  const byKey = new Map(names.filter(Boolean).map((name) => [fold(name), name]));
  const ids = await findOrCreateTags(db, [...byKey.values()]);
  const idByKey = new Map([...byKey.keys()].map((key, at) => [key, ids[at] as number]));
  return (asked) => asked.flatMap((name) => idByKey.get(fold(name)) ?? []).sort((a, b) => a - b);
}
