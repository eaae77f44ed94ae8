import type { OwnedDb } from '../db/owned.ts';

/** An act that merged records, and the record that was kept. */
export interface MergeAct {
  act_id: number;
  kind: 'contacts' | 'companies';
  kept_id: number;
}

export function listMergeActs(db: OwnedDb, acts: number[]): Promise<MergeAct[]> {
  return db.read<MergeAct>(
    `SELECT DISTINCT m.act_id, m.kind, m.kept_id FROM merges m
     WHERE m.user_id = $1 AND m.act_id = ANY(:acts::bigint[])`,
    { acts },
  );
}
