import type { Client } from 'pg';
import type { SecretKeys } from '../config.ts';
import type { Database } from '../db/client.ts';
import { decrypt, encrypt, reencrypt } from './encryption.ts';

const purpose = 'two-factor secret';

export function encryptTwoFactorSecret(secretKeys: SecretKeys, secret: string): string {
  return encrypt(secretKeys, purpose, secret);
}

export function decryptTwoFactorSecret(secretKeys: readonly string[], encrypted: string): string | undefined {
  return decrypt(secretKeys, purpose, encrypted);
}

/** Afterwards the old SECRET_KEY can be dropped. Returns how many changed. */
export async function reencryptTwoFactorSecrets({ prisma }: Database, secretKeys: SecretKeys): Promise<number> {
  if (secretKeys.length < 2) return 0;
  let changed = 0;
  for (const { user_id, secret } of await prisma.twoFactor.findMany({ select: { user_id: true, secret: true } })) {
    const reencrypted = reencrypt(secretKeys, purpose, secret);
    if (!reencrypted) continue;
    // The comparison keeps a secret that the user set up meanwhile.
    const where = { user_id, secret };
    changed += (await prisma.twoFactor.updateMany({ where, data: { secret: reencrypted } })).count;
  }
  return changed;
}

export async function countUndecryptableTwoFactors(
  client: Pick<Client, 'query'>,
  secretKeys: readonly string[],
): Promise<number> {
  const { rows } = await client.query<{ secret: string }>(
    'SELECT secret FROM two_factors WHERE enabled_at IS NOT NULL',
  );
  return rows.filter(({ secret }) => decryptTwoFactorSecret(secretKeys, secret) === undefined).length;
}
