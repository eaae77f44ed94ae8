import type { OwnedDb } from '../db/owned.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';

export interface MailTemplate {
  id: number;
  name: string;
  subject: string;
  body: string;
}

type TemplateInput = Omit<MailTemplate, 'id'>;

export const maxTemplates = 100;
const retentionDays = 30;

/** Sorted by name. */
export function listTemplates(db: OwnedDb): Promise<MailTemplate[]> {
  return db.read<MailTemplate>(
    `SELECT id, name, subject, body FROM mail_templates WHERE user_id = $1 AND deleted_at IS NULL
     ORDER BY name COLLATE "und-x-icu", id`,
  );
}

/** @throws RowNotFoundError when there is no such template of this user */
export async function getTemplate(db: OwnedDb, id: number): Promise<MailTemplate> {
  const [template] = await db.read<MailTemplate>(
    `SELECT id, name, subject, body FROM mail_templates WHERE user_id = $1 AND id = :id AND deleted_at IS NULL`,
    { id },
  );
  if (!template) throw new RowNotFoundError();
  return template;
}

/** `tooMany`: nothing was created. */
export async function createTemplate(db: OwnedDb, input: TemplateInput): Promise<{ ok: boolean }> {
  const inserted = await db.read(
    `INSERT INTO mail_templates (user_id, name, subject, body)
     SELECT $1::int, :name::text, :subject::text, :body::text FROM mail_templates t
     WHERE t.user_id = $1 AND t.deleted_at IS NULL HAVING count(*) < ${maxTemplates} RETURNING id`,
    { ...input },
  );
  return { ok: inserted.length > 0 };
}

export async function updateTemplate(db: OwnedDb, id: number, input: TemplateInput): Promise<void> {
  await db.read(
    `UPDATE mail_templates SET name = :name, subject = :subject, body = :body, updated_at = now()
     WHERE user_id = $1 AND id = :id`,
    { ...input, id },
  );
}

/** Hides it, so that it can be restored; forgets those that were deleted long ago. */
export async function deleteTemplate(db: OwnedDb, id: number, now: Date): Promise<void> {
  const before = new Date(now.getTime() - retentionDays * 86_400_000);
  await db.read('DELETE FROM mail_templates WHERE user_id = $1 AND deleted_at < :before::timestamptz', { before });
  await db.read('UPDATE mail_templates SET deleted_at = :now::timestamptz WHERE user_id = $1 AND id = :id', {
    id,
    now,
  });
}

/** @throws RowNotFoundError when there is nothing to restore */
export async function restoreTemplate(db: OwnedDb, id: number): Promise<void> {
  const restored = await db.read(
    'UPDATE mail_templates SET deleted_at = NULL WHERE user_id = $1 AND id = :id RETURNING id',
    { id },
  );
  if (restored.length === 0) throw new RowNotFoundError();
}
