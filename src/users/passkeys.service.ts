import type { Database } from '../db/client.ts';
import type { Prisma } from '../db/generated/client.ts';

export interface Passkey {
  id: number;
  name: string;
  created_at: Date;
  last_used_at: Date | null;
}

export interface StoredCredential {
  id: string;
  publicKey: Uint8Array<ArrayBuffer>;
  counter: number;
  transports?: string[];
}

export const maxPasskeys = 20;
const shown = { id: true, name: true, created_at: true, last_used_at: true } as const;

export function listPasskeys({ prisma }: Database, user_id: number): Promise<Passkey[]> {
  return prisma.passkey.findMany({ where: { user_id }, orderBy: { id: 'asc' }, select: shown });
}

export async function listCredentials({ prisma }: Database, user_id: number): Promise<StoredCredential[]> {
  const rows = await prisma.passkey.findMany({ where: { user_id }, orderBy: { id: 'asc' } });
  return rows.map(({ credential_id: id, public_key: publicKey, counter, transports }) => ({
    id,
    publicKey,
    counter: Number(counter),
    transports,
  }));
}

/** @throws when the user has none of this id (404) */
export function getPasskey({ prisma }: Database, user_id: number, id: number): Promise<Passkey> {
  return prisma.passkey.findUniqueOrThrow({ where: { user_id_id: { user_id, id } }, select: shown });
}

/** Saves a passkey once, even if the request is sent twice. */
export async function createPasskey(
  { prisma }: Database,
  user_id: number,
  { id: credential_id, publicKey: public_key, counter, transports = [] }: StoredCredential,
  { name, now }: { name: string; now: Date },
): Promise<void> {
  const row = { user_id, name, credential_id, public_key, counter, transports, created_at: now };
  await prisma.passkey.createMany({ data: [row], skipDuplicates: true });
}

export async function renamePasskey({ prisma }: Database, user_id: number, id: number, name: string): Promise<void> {
  await prisma.passkey.update({ where: { user_id_id: { user_id, id } }, data: { name }, select: { id: true } });
}

export async function deletePasskey({ prisma }: Database, user_id: number, id: number): Promise<void> {
  await prisma.passkey.delete({ where: { user_id_id: { user_id, id } }, select: { id: true } });
}

export async function deletePasskeys(tx: Prisma.TransactionClient, user_id: number): Promise<void> {
  await tx.passkey.deleteMany({ where: { user_id } });
}

export async function recordPasskeyUse(
  { prisma }: Database,
  user_id: number,
  { id: credential_id, counter }: Pick<StoredCredential, 'id' | 'counter'>,
  now: Date,
): Promise<void> {
  await prisma.passkey.updateMany({ where: { user_id, credential_id }, data: { counter, last_used_at: now } });
}
