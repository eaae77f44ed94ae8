import { join } from 'node:path';

/** Where the backups of a data folder are kept, unless somebody names another place. */
export function backupsIn(dataDir: string): string {
  return join(dataDir, 'backups');
}

/** `nightly-2026-11-22-030000.backup`: sorts by time, and every file system takes it. The time is that of the machine. */
export function fileName(kind: string, at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${kind}-${date}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}.backup`;
}
