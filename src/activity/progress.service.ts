import type { OwnedDb } from '../db/owned.ts';
import type { Act } from './acts.service.ts';

/** Progress, counted in changes. */
export interface Progress {
  done: number;
  total: number | undefined;
}

/** The total of an undo is an estimate: about as many changes as the act that it reverses. */
export async function readProgress(db: OwnedDb, { id, type, subject }: Act): Promise<Progress> {
  const [row] = await db.read<{ done: number; total: number }>(
    `SELECT (SELECT count(*) FROM changes c WHERE c.user_id = $1 AND c.act_id = $2::bigint) AS done,
       (SELECT count(*) FROM changes c WHERE c.user_id = $1 AND c.act_id = $3::bigint) AS total`,
    [id, subject],
  );
  const { done = 0, total = 0 } = row ?? {};
  return { done, total: type === 'act' ? undefined : Math.max(done, total) };
}
