import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { Decrypter, Encrypter } from 'age-encryption';
import { OperatorError } from '../core/operatorError.ts';
import { type Environment, parseSettings, SettingsSchema } from '../settings.ts';

/** The keys that encrypt and decrypt backups, in the age format. */
export interface BackupKeys {
  recipient?: string | undefined;
  passphrase?: string | undefined;
  identity?: string | undefined;
}

export const encryptedEnding = '.age';

const KeySettings = SettingsSchema.pick({ BACKUP_RECIPIENT: true, BACKUP_PASSPHRASE: true, BACKUP_IDENTITY: true });

/** @throws SettingError */
export function backupKeys(environment: Environment): BackupKeys {
  const settings = parseSettings(environment, KeySettings);
  const { BACKUP_RECIPIENT: recipient, BACKUP_PASSPHRASE: passphrase, BACKUP_IDENTITY: identity } = settings;
  return { recipient, passphrase, identity };
}

export function isEncrypting({ recipient, passphrase }: BackupKeys): boolean {
  return Boolean(recipient || passphrase);
}

/** For the recipient if there is one, else under the passphrase. */
export async function encryptFile(
  plain: string,
  target: string,
  keys: BackupKeys,
  signal?: AbortSignal,
): Promise<void> {
  const encrypter = new Encrypter();
  if (keys.recipient) encrypter.addRecipient(keys.recipient);
  else encrypter.setPassphrase(keys.passphrase ?? '');
  const encrypted = await encrypter.encrypt(webStream(plain));
  const out = createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true });
  await pipeline(Readable.fromWeb(encrypted as ReadableStream), out, { signal });
}

/** Calls `work` with the file itself, or with a decrypted copy that is removed afterwards. @throws OperatorError */
export async function withDecrypted<T>(
  file: string,
  keys: BackupKeys,
  work: (plain: string) => Promise<T>,
): Promise<T> {
  if (!(await isEncrypted(file))) return work(file);
  if (!keys.identity && !keys.passphrase)
    throw new OperatorError(`The backup ${file} is encrypted: set BACKUP_IDENTITY or BACKUP_PASSPHRASE to read it.`);
  const folder = await mkdtemp(join(tmpdir(), 'mini-crm-backup-'));
  try {
    const plain = join(folder, basename(file, encryptedEnding));
    await decryptFile(file, plain, keys);
    return await work(plain);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function isEncrypted(file: string): Promise<boolean> {
  const handle = await open(file).catch(() => undefined);
  if (!handle) return false;
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(signature.length), 0, signature.length);
    return buffer.subarray(0, bytesRead).toString('latin1') === signature;
  } finally {
    await handle.close();
  }
}

const signature = 'age-encryption.org/';

async function decryptFile(file: string, plain: string, { identity, passphrase }: BackupKeys): Promise<void> {
  const decrypter = new Decrypter();
  if (identity) decrypter.addIdentity(identity);
  if (passphrase) decrypter.addPassphrase(passphrase);
  try {
    const decrypted = await decrypter.decrypt(webStream(file));
    await pipeline(
      Readable.fromWeb(decrypted as ReadableStream),
      createWriteStream(plain, { flags: 'wx', mode: 0o600 }),
    );
  } catch (cause) {
    throw new OperatorError(`The backup ${file} cannot be decrypted: it is damaged, or the key is another one.`, {
      cause,
    });
  }
}

function webStream(file: string) {
  return Readable.toWeb(createReadStream(file)) as globalThis.ReadableStream<Uint8Array>;
}
