import type { Tag } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { fold } from '../db/sql/fold.ts';
import { tagColors } from './tags.schema.ts';

export type NamedTag = Pick<Tag, 'id' | 'name' | 'color'>;

/** All tags by name. */
export function listTags(db: OwnedDb): Promise<NamedTag[]> {
  return db.read<NamedTag>('SELECT id, name, color FROM tags WHERE user_id = $1 ORDER BY crm_fold(name), id');
}

/** The names of these tags as a form shows them: sorted and separated by commas. */
export async function tagNamesText(db: OwnedDb, ids: number[]): Promise<string> {
  const tags = ids.length > 0 ? await listTags(db) : [];
  return joinTagNames(tags.filter(({ id }) => ids.includes(id)).map(({ name }) => name));
}

export function joinTagNames(names: string[]): string {
  return names.toSorted((a, b) => fold(a).localeCompare(fold(b))).join(', ');
}

/** The ids of the tags with these names, regardless of case and accents. Missing tags are created. */
export async function findOrCreateTags(db: OwnedDb, names: string[]): Promise<number[]> {
  const asked = new Map(names.filter((name) => name !== '').map((name) => [fold(name), name]));
  if (asked.size === 0) return [];
  const tags = await listTags(db);
  const known = new Map(tags.map(({ id, name }) => [fold(name), id]));
  const missing = [...asked].filter(([key]) => !known.has(key)).map(([, name]) => name);
  if (missing.length > 0) await createTags(db, missing, tags.length);
  return missing.length > 0 ? findOrCreateTags(db, names) : [...asked.keys()].map((key) => known.get(key) as number);
}

/** A tag that was created meanwhile is not changed. */
async function createTags(db: OwnedDb, names: string[], count: number): Promise<void> {
  const colors = names.map((_, index) => tagColors[(count + index) % tagColors.length]);
  await db.read(
    `INSERT INTO tags (user_id, name, color)
     SELECT $1::int, t.name, t.color::"TagColor" FROM unnest(:names::text[], :colors::text[]) t(name, color)
     ON CONFLICT (user_id, crm_fold(name)) DO NOTHING`,
    { names, colors },
  );
}
