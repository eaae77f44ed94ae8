import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** The newest backup in a folder, made by night or by hand; undefined when there is none. */
export async function newestBackup(folder: string): Promise<string | undefined> {
  const names = (await readdir(folder).catch(() => [])).filter((name) =>
    /^[^.].*\.(?:zip|zip\.age|backup)$/.test(name),
  );
  const files = await Promise.all(names.map(async (name) => ({ name, ...(await stat(join(folder, name))) })));
  const newest = files.sort((one, other) => one.mtimeMs - other.mtimeMs).at(-1);
  return newest && join(folder, newest.name);
}

export function backupFolder(dataDir: string): string {
  return join(dataDir, 'backups');
}

/** `nightly-2026-11-22-030000.zip`, with `.age` if encrypted, in the machine's time, so that names sort by time. */
export function backupFileName(kind: string, at: Date, isEncrypted = false): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${kind}-${date}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}.zip${isEncrypted ? '.age' : ''}`;
}
