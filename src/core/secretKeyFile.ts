import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Never replaces an existing file, since its key has encrypted data. @throws Error when it is empty or unreadable */
export function loadOrCreateSecretKey(dataDir: string): string {
  const path = join(dataDir, 'secret_key');
  const key = (readIfExists(path) ?? createOrRead(path, dataDir)).trim();
  if (key === '') throw new Error(`${path} is empty`);
  return key;
}

function readIfExists(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    return rethrowUnless('ENOENT', error);
  }
}

/** Of two first starts at the same time, the later one reads the key of the other. */
function createOrRead(path: string, dataDir: string): string {
  mkdirSync(dataDir, { recursive: true });
  try {
    writeFileSync(path, `${randomBytes(48).toString('base64url')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    rethrowUnless('EEXIST', error);
  }
  return readFileSync(path, 'utf8');
}

function rethrowUnless(expected: string, error: unknown): undefined {
  if ((error as NodeJS.ErrnoException).code !== expected) throw error;
}
