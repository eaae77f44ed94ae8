import { totalmem } from 'node:os';

const megabyte = 2 ** 20;

/** What PostgreSQL may use of a machine of `bytes`: it shares it with the app and with the system's file cache. */
export function memorySettings(bytes = availableMemory()): Record<string, string> {
  const share = (part: number, least: number, most: number) =>
    `${Math.round(Math.min(most, Math.max(least, bytes / part / megabyte)))}MB`;
  return {
    shared_buffers: share(8, 64, 1_024),
    effective_cache_size: share(2, 256, 16_384),
    maintenance_work_mem: share(32, 32, 512),
    work_mem: share(256, 4, 32),
  };
}

// A container may have been given less than the machine has.
function availableMemory(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
}
