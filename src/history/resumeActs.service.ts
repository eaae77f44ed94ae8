import type { Database } from '../db/client.ts';
import { ownedBy } from '../db/owned.ts';
import { type ActSteps, runAct } from './runActs.service.ts';

/** Safe in several processes at a time. @throws AggregateError after the others, for acts that failed */
export async function resumeActs(database: Database, isStopping: () => boolean, steps: ActSteps = {}): Promise<void> {
  const { rows } = await database.pool.query<{ user_id: number; id: string }>(
    'SELECT user_id, id FROM acts WHERE progress IS NOT NULL ORDER BY user_id, id',
  );
  const failures: unknown[] = [];
  for (const { user_id, id } of rows)
    await runAct(ownedBy(database, user_id), Number(id), isStopping, steps).catch((error) => failures.push(error));
  if (failures.length > 0) throw new AggregateError(failures, 'Acts could not be finished.');
}
