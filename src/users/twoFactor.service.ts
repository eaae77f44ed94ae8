import type { SecretKeys } from '../config.ts';
import type { Database } from '../db/client.ts';
import type { Prisma } from '../db/generated/client.ts';
import { createRecoveryCodes, hashRecoveryCode } from './recoveryCodes.ts';
import { createTotpSecret, totpStep, totpUri } from './totp.ts';
import { decryptTwoFactorSecret, encryptTwoFactorSecret } from './twoFactorSecrets.service.ts';

export interface TwoFactorState {
  enabled: boolean;
  setup: { secret: string; uri: string } | undefined;
  recoveryCodesLeft: number;
}

interface CodeContext {
  secretKeys: SecretKeys;
  now: Date;
}

export async function getTwoFactorState(
  { prisma }: Database,
  { id, username }: Pick<Express.User, 'id' | 'username'>,
  secretKeys: SecretKeys,
): Promise<TwoFactorState> {
  const row = await prisma.twoFactor.findUnique({ where: { user_id: id } });
  const recoveryCodesLeft = row?.enabled_at ? await prisma.recoveryCode.count({ where: { user_id: id } }) : 0;
  if (row?.enabled_at) return { enabled: true, setup: undefined, recoveryCodesLeft };
  const secret = row && decryptTwoFactorSecret(secretKeys, row.secret);
  return { enabled: false, setup: secret ? { secret, uri: totpUri(secret, username) } : undefined, recoveryCodesLeft };
}

export async function hasTwoFactor({ prisma }: Database, id: number): Promise<boolean> {
  return (await prisma.twoFactor.count({ where: { user_id: id, enabled_at: { not: null } } })) > 0;
}

/** The secret is not enabled yet; does nothing when two-factor sign-in is enabled already. */
export async function startTwoFactorSetup(database: Database, id: number, secretKeys: SecretKeys): Promise<void> {
  if (await hasTwoFactor(database, id)) return;
  const secret = encryptTwoFactorSecret(secretKeys, createTotpSecret());
  const row = { secret, last_step: 0, enabled_at: null };
  await database.prisma.twoFactor.upsert({ where: { user_id: id }, create: { user_id: id, ...row }, update: row });
}

/** Returns the recovery codes, of which only hashes are stored; undefined for a wrong code. */
export async function enableTwoFactor(
  { prisma }: Database,
  id: number,
  code: string,
  { secretKeys, now }: CodeContext,
): Promise<string[] | undefined> {
  const row = await prisma.twoFactor.findUnique({ where: { user_id: id, enabled_at: null } });
  const step = row ? validStep(row.secret, code, { secretKeys, now }) : undefined;
  if (step === undefined) return undefined;
  const codes = createRecoveryCodes();
  const rows = codes.map((recoveryCode) => ({ user_id: id, code_hash: hashRecoveryCode(recoveryCode) }));
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
  await prisma.$transaction((tx) => deleteTwoFactor(tx, id));
}

export async function deleteTwoFactor(tx: Prisma.TransactionClient, id: number): Promise<boolean> {
  const where = { user_id: id };
  await tx.recoveryCode.deleteMany({ where });
  const { count } = await tx.twoFactor.deleteMany({ where: { ...where, enabled_at: { not: null } } });
  return count > 0;
}

/** A code of the app or a recovery code, each only once, even when sent twice at the same moment. */
export async function consumeCode(
  { prisma }: Database,
  id: number,
  code: string,
  context: CodeContext,
): Promise<boolean> {
  const row = await prisma.twoFactor.findUnique({ where: { user_id: id }, select: { secret: true, enabled_at: true } });
  if (!row?.enabled_at) return false;
  const step = validStep(row.secret, code, context);
  const { count } =
    step === undefined
      ? await prisma.recoveryCode.deleteMany({ where: { user_id: id, code_hash: hashRecoveryCode(code) } })
      : await prisma.twoFactor.updateMany({
          where: { user_id: id, last_step: { lt: step } },
          data: { last_step: step },
        });
  return count > 0;
}

function validStep(encrypted: string, code: string, { secretKeys, now }: CodeContext): number | undefined {
  const secret = decryptTwoFactorSecret(secretKeys, encrypted);
  return secret ? totpStep(secret, code, now) : undefined;
}
