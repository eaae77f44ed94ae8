import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const VerificationSchema = z.object({
  /** The name of the backup that was restored for a try. */
  file: z.string(),
  at: z.coerce.date(),
  /** What is wrong with the backup. */
  problem: z.string().optional(),
});
/** The result of the last trial restore of a nightly backup. */
export type Verification = z.output<typeof VerificationSchema>;

const verificationFile = 'verification.json';

export async function saveVerification(folder: string, verification: Verification): Promise<void> {
  const draft = join(folder, `.${verificationFile}.tmp`);
  await writeFile(draft, JSON.stringify(verification), { mode: 0o600 });
  await rename(draft, join(folder, verificationFile));
}

/** Undefined when there was no trial restore, or when the file cannot be read. */
export async function readVerification(folder: string): Promise<Verification | undefined> {
  const text = await readFile(join(folder, verificationFile), 'utf8').catch(() => '{}');
  return VerificationSchema.safeParse(parseJson(text)).data;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
