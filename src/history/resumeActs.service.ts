import type { Database } from '../db/client.ts';
import { ownedBy } from '../db/owned.ts';
import { runAct } from './runActs.service.ts';

/** Safe in several processes at a time. */
export async function resumeActs(database: Database, isStopping: () => boolean): Promise<void> {
  const { rows } = await database.pool.query<{ user_id: number; id: string }>(
    'SELECT user_id, id FROM acts WHERE progress IS NOT NULL ORDER BY user_id, id',
  );
  for (const { user_id, id } of rows) await runAct(ownedBy(database, user_id), Number(id), isStopping);
}
