/** The part of an OwnedDb that writing an act needs; owned.ts imports this file. */
interface Reader {
  read<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
}

/** Why something was changed; `system`: by a writer that names no cause. */
export const causes = [
  'form',
  'import',
  'bulk',
  'merge',
  'undo',
  'restore',
  'ai',
  'mail',
  'api',
  'sample',
  'system',
] as const;
export type Cause = (typeof causes)[number];

/** Who writes, why, and when: what the history says of each change. */
export interface Writer {
  cause: Cause;
  /** Absent where nobody is signed in, as in a command. */
  actorId?: number;
  /** The present when absent. */
  now?: () => Date;
}

export interface ActDetails {
  /** The act that this one takes back. */
  undoes?: number;
  /** What is left to do of an act that is carried out in steps. */
  progress?: object;
}

/** The tables whose changes are kept (track_changes in the migrations). */
const trackedTables = ['companies', 'contacts', 'interactions', 'tasks'];
const trackedWrite = new RegExp(`\\b(insert into|update|delete from)\\s+(${trackedTables.join('|')})\\b`, 'i');

const known = new Map<string, boolean>();

/** Whether a statement changes records, so that it needs an act; one that begins an act of its own does not. */
export function changesRecords(text: string): boolean {
  const answer = known.get(text) ?? (trackedWrite.test(text) && !/insert into acts/i.test(text));
  known.set(text, answer);
  return answer;
}

/**
 * Begins an act in a transaction: all that is changed in it from here on belongs to the act.
 * @returns the id of the act
 */
export async function beginAct(
  tx: Reader,
  { cause, actorId, now = () => new Date() }: Writer,
  { undoes, progress }: ActDetails = {},
): Promise<number> {
  const [act] = await tx.read<{ id: number }>(
    `INSERT INTO acts (user_id, cause, at, actor_id, undoes, progress)
     SELECT $1::int, $2, $3::timestamptz, $4::int, $5::bigint, $6::jsonb RETURNING id`,
    [cause, now(), actorId ?? null, undoes ?? null, progress ? JSON.stringify(progress) : null],
  );
  return (act as { id: number }).id;
}

/** Goes on with an act in another transaction. */
export async function continueAct(tx: Reader, id: number): Promise<void> {
  await tx.read('UPDATE acts SET steps = steps + 1 WHERE user_id = $1 AND id = $2::bigint', [id]);
}
