// The key that signs sessions where none is set: made at the first start, and kept in the data folder.
import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The key kept in this data folder. One that is there is never replaced: what it sealed could not be opened any more.
 *
 * @throws Error of the file system, also where the key is there but may not be read; Error where its file is empty.
 */
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

/** Two first starts at once: the later one takes the key of the first. */
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
