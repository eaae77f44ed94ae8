import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import type { Client } from 'pg';
import type { SecretKeys } from '../config.ts';
import type { Database } from '../db/client.ts';
import type { Prisma } from '../db/generated/client.ts';
import { resealed, seal, unseal } from './encryption.ts';
import { hashOf } from './tokens.ts';

const purpose = 'two-factor secret';
const period = 30;
const recoveryCodes = 10;

export interface TwoFactorState {
  enabled: boolean;
  /** While it is being set up: what the app on the phone is to know. */
  setup: { secret: string; uri: string } | undefined;
  /** Recovery codes left. */
  left: number;
}

type Person = Pick<Express.User, 'id' | 'username'>;

export async function twoFactorState(
  { prisma }: Database,
  { id, username }: Person,
  secretKeys: SecretKeys,
): Promise<TwoFactorState> {
  const row = await prisma.twoFactor.findUnique({ where: { user_id: id } });
  if (row?.enabled_at)
    return { enabled: true, setup: undefined, left: await prisma.recoveryCode.count({ where: { user_id: id } }) };
  const secret = row && unseal(secretKeys, purpose, row.secret);
  return { enabled: false, setup: secret ? { secret, uri: totpOf(secret, username).toString() } : undefined, left: 0 };
}

/** Whether signing in asks for a code. */
export async function hasTwoFactor({ prisma }: Database, id: number): Promise<boolean> {
  return (await prisma.twoFactor.count({ where: { user_id: id, enabled_at: { not: null } } })) > 0;
}

/** A new secret, that does nothing yet; when it is on already, it stays as it is. */
export async function startTwoFactor({ prisma }: Database, id: number, secretKeys: SecretKeys): Promise<void> {
  if (await hasTwoFactor({ prisma } as Database, id)) return;
  const secret = seal(secretKeys, purpose, new Secret({ size: 20 }).base32);
  const row = { secret, last_step: 0, enabled_at: null };
  await prisma.twoFactor.upsert({ where: { user_id: id }, create: { user_id: id, ...row }, update: row });
}

/** Turns it on when the code shows that the phone has the secret: gives the recovery codes, which stand nowhere else. */
export async function enableTwoFactor(
  { prisma }: Database,
  id: number,
  code: string,
  { secretKeys, now }: { secretKeys: SecretKeys; now: Date },
): Promise<string[] | undefined> {
  const row = await prisma.twoFactor.findUnique({ where: { user_id: id, enabled_at: null } });
  const step = row ? stepOf(row.secret, code, { secretKeys, now }) : undefined;
  if (step === undefined) return undefined;
  const codes = Array.from({ length: recoveryCodes }, makeRecoveryCode);
  const rows = codes.map((one) => ({ user_id: id, code_hash: hashOf(plain(one)) }));
  return prisma.$transaction(async (tx) => {
    const where = { user_id: id, enabled_at: null, secret: row?.secret ?? '' };
    const { count } = await tx.twoFactor.updateMany({ where, data: { enabled_at: now, last_step: step } });
    if (count === 0) return undefined;
    await tx.recoveryCode.deleteMany({ where: { user_id: id } });
    await tx.recoveryCode.createMany({ data: rows });
    return codes;
  });
}

export async function disableTwoFactor({ prisma }: Database, id: number): Promise<void> {
  await prisma.$transaction((tx) => removeTwoFactor(tx, id));
}

/** The same inside a transaction; false when it was not on. */
export async function removeTwoFactor(tx: Prisma.TransactionClient, id: number): Promise<boolean> {
  const where = { user_id: id };
  await tx.recoveryCode.deleteMany({ where });
  const { count } = await tx.twoFactor.deleteMany({ where: { ...where, enabled_at: { not: null } } });
  return count > 0;
}

/** Uses up a code of the app or a recovery code: each is right once, of two at the same moment for one of them. */
export async function takeCode(
  { prisma }: Database,
  id: number,
  code: string,
  { secretKeys, now }: { secretKeys: SecretKeys; now: Date },
): Promise<boolean> {
  const row = await prisma.twoFactor.findUnique({ where: { user_id: id }, select: { secret: true, enabled_at: true } });
  if (!row?.enabled_at) return false;
  const step = stepOf(row.secret, code, { secretKeys, now });
  const { count } =
    step === undefined
      ? await prisma.recoveryCode.deleteMany({ where: { user_id: id, code_hash: hashOf(plain(code)) } })
      : await prisma.twoFactor.updateMany({
          where: { user_id: id, last_step: { lt: step } },
          data: { last_step: step },
        });
  return count > 0;
}

/** After SECRET_KEY has changed: seals all secrets under the new one, so that the old one can go. How many those were. */
export async function resealTwoFactors({ prisma }: Database, secretKeys: SecretKeys): Promise<number> {
  if (secretKeys.length < 2) return 0;
  let changed = 0;
  for (const { user_id, secret: old } of await prisma.twoFactor.findMany({ select: { user_id: true, secret: true } })) {
    const secret = resealed(secretKeys, purpose, old);
    // Of that secret only: somebody may just be setting up another.
    if (secret)
      changed += (await prisma.twoFactor.updateMany({ where: { user_id, secret: old }, data: { secret } })).count;
  }
  return changed;
}

/** How many accounts ask for a code that cannot be checked, since their secret opens under none of the keys. */
export async function lockedTwoFactors(client: Pick<Client, 'query'>, keys: readonly string[]): Promise<number> {
  const { rows } = await client.query<{ secret: string }>(
    'SELECT secret FROM two_factors WHERE enabled_at IS NOT NULL',
  );
  return rows.filter(({ secret }) => unseal(keys, purpose, secret) === undefined).length;
}

/** The half minute since 1970 that a code is of, now or one earlier or later; undefined when it is of none. */
function stepOf(
  sealed: string,
  code: string,
  { secretKeys, now }: { secretKeys: SecretKeys; now: Date },
): number | undefined {
  const token = code.replace(/\s/g, '');
  const secret = unseal(secretKeys, purpose, sealed);
  if (!secret || !/^\d{6}$/.test(token)) return undefined;
  const delta = totpOf(secret, '').validate({ token, timestamp: now.getTime(), window: 1 });
  return delta === null ? undefined : Math.floor(now.getTime() / 1000 / period) + delta;
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: 'Mini CRM', label, secret: Secret.fromBase32(secret), digits: 6, period });
}

// Without letters and digits that look alike; 120 bits, so that a plain hash is enough.
const letters = 'abcdefghijkmnpqrstuvwxyz23456789';

function makeRecoveryCode(): string {
  const drawn = Array.from(randomBytes(24), (byte) => letters[byte % letters.length]).join('');
  return drawn.match(/.{4}/g)?.join('-') ?? drawn;
}

function plain(code: string): string {
  return code.toLowerCase().replace(/[^a-z\d]/g, '');
}
