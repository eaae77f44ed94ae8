import { addJob } from './jobQueue.ts';

interface Reader {
  read<Row extends object>(text: string, values?: unknown[]): Promise<Row[]>;
}

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

export interface Writer {
  cause: Cause;
  /** Absent where nobody is signed in, as in a command. */
  actorId?: number;
  now?: () => Date;
}

export interface ActDetails {
  undoes?: number;
  /** The remaining work, which a job continues. */
  progress?: object;
  /** Delays the job, because the request itself begins the work. */
  delaySeconds?: number;
}

/** The tables whose changes are kept (track_changes in the migrations). */
const trackedTables = ['tags', 'companies', 'contacts', 'interactions', 'tasks'];
const trackedWrite = new RegExp(`\\b(insert into|update|delete from)\\s+(${trackedTables.join('|')})\\b`, 'i');

const known = new Map<string, boolean>();

/** Whether a statement changes records and therefore needs an act. A statement that inserts its own act does not. */
export function changesRecords(text: string): boolean {
  const answer = known.get(text) ?? (trackedWrite.test(text) && !/insert into acts/i.test(text));
  known.set(text, answer);
  return answer;
}

/** Begins an act in a transaction: every later change in the transaction belongs to it. Returns its id. */
export async function beginAct(
  tx: Reader,
  { cause, actorId, now = () => new Date() }: Writer,
  { undoes, progress, delaySeconds }: ActDetails = {},
): Promise<number> {
  const [act] = await tx.read<{ id: number }>(
    `INSERT INTO acts (user_id, cause, at, actor_id, undoes, progress)
     VALUES ($1, $2, $3::timestamptz, $4::int, $5::bigint, $6::jsonb) RETURNING id`,
    [cause, now(), actorId ?? null, undoes ?? null, progress ? JSON.stringify(progress) : null],
  );
  const { id } = act as { id: number };
  if (progress) await addJob(tx, { name: 'continueAct', id, ...(delaySeconds && { delaySeconds }) });
  return id;
}

export async function continueAct(tx: Reader, id: number): Promise<void> {
  await tx.read('UPDATE acts SET steps = steps + 1 WHERE user_id = $1 AND id = $2::bigint', [id]);
}
