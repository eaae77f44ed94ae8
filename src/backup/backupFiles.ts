import { join } from 'node:path';

export function backupFolder(dataDir: string): string {
  return join(dataDir, 'backups');
}

/** `nightly-2026-11-22-030000.zip`, in the machine's time, so that names sort by time. */
export function backupFileName(kind: string, at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = [at.getFullYear(), two(at.getMonth() + 1), two(at.getDate())].join('-');
  return `${kind}-${date}-${two(at.getHours())}${two(at.getMinutes())}${two(at.getSeconds())}.zip`;
}
