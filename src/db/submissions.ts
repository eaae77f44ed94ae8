import type { OwnedDb } from './owned.ts';

const rememberedMs = 3_600_000;

/** `again`: where the first of two equal forms led; the second has made nothing. */
export type Once<Result> = { again: string; result: undefined } | { again: undefined; result: Result };

/**
 * Does a form's work once: its hash is written first, in the same transaction, so that a second one, from whatever process,
 * waits for the first to end. What is not saved (`ok: false`) leaves no trace.
 */
export async function submitOnce<Result extends { ok: boolean }>(
  db: OwnedDb,
  form: { form_hash: string; now: Date },
  work: (tx: OwnedDb) => Promise<Result>,
  pathOf: (made: Extract<Result, { ok: true }>) => string,
): Promise<Once<Result>> {
  const where = { form_hash: form.form_hash };
  return db.transaction(async (tx) => {
    if (!(await begin(tx, form)))
      return { again: (await tx.submission.findFirstOrThrow({ where })).path, result: undefined };
    const result = await work(tx);
    if (isMade(result)) await tx.submission.updateMany({ where, data: { path: pathOf(result) } });
    else await tx.submission.deleteMany({ where });
    return { again: undefined, result };
  });
}

/** Whether this is the first: the older ones go, so that the table holds an hour of each user. */
async function begin(tx: OwnedDb, { form_hash, now }: { form_hash: string; now: Date }): Promise<boolean> {
  await tx.submission.deleteMany({ where: { created_at: { lt: new Date(now.getTime() - rememberedMs) } } });
  const row = { user_id: tx.userId, form_hash, path: '', created_at: now };
  // ON CONFLICT DO NOTHING waits for another transaction that has written the same row.
  const { count } = await tx.submission.createMany({ data: [row], skipDuplicates: true });
  return count === 1;
}

function isMade<Result extends { ok: boolean }>(result: Result): result is Extract<Result, { ok: true }> {
  return result.ok;
}
