import type { Tag } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { isStale, type VersionConflict, versionConflict } from '../db/versionConflict.ts';
import type { TagInput } from './tags.schema.ts';
import type { NamedTag } from './tags.service.ts';

/** `taken`: another tag has this name already. */
export type TagSaved = { ok: true; id: number } | { ok: false; taken: NamedTag };

/** @throws when there is no such tag of this user (404) */
export function getTag(db: OwnedDb, id: number): Promise<Tag> {
  return db.tag.findUniqueOrThrow({ where: db.key(id) });
}

/** Another tag of this name, without regard to case and accents. */
export async function findTagNamed(db: OwnedDb, name: string, exceptId = 0): Promise<NamedTag | undefined> {
  const [tag] = await db.read<NamedTag>(
    `SELECT id, name, color FROM tags WHERE user_id = $1 AND crm_fold(name) = crm_fold(:name) AND id <> :except::int`,
    { name, except: exceptId },
  );
  return tag;
}

export function createTag(db: OwnedDb, { join: _, ...tag }: TagInput): Promise<TagSaved> {
  return db.transaction(async (tx) => {
    await tx.lock();
    const taken = await findTagNamed(tx, tag.name);
    if (taken) return { ok: false, taken };
    const { id } = await tx.tag.create({ data: { user_id: tx.userId, ...tag }, select: { id: true } });
    return { ok: true, id };
  });
}

/** Changes a tag unless it was changed since `version`, see isStale(). */
export function updateTag(
  db: OwnedDb,
  id: number,
  { join: _, ...tag }: TagInput,
  version?: number,
): Promise<TagSaved | VersionConflict> {
  return db.transaction(async (tx) => {
    await tx.lock();
    if (await isStale(tx, 'tags', id, version)) return versionConflict;
    const taken = await findTagNamed(tx, tag.name, id);
    if (taken) return { ok: false, taken };
    await tx.tag.update({ where: tx.key(id), data: tag, select: { id: true } });
    return { ok: true, id };
  });
}
