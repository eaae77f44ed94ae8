import { totalmem } from 'node:os';

const megabyte = 2 ** 20;

export function memorySettings(bytes = availableMemory()): Record<string, string> {
  const share = (part: number, min: number, max: number) =>
    `${Math.round(Math.min(max, Math.max(min, bytes / part / megabyte)))}MB`;
  return {
    shared_buffers: share(8, 64, 1_024),
    effective_cache_size: share(2, 256, 16_384),
    maintenance_work_mem: share(32, 32, 512),
    work_mem: share(256, 4, 32),
  };
}

function availableMemory(): number {
  return Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
}
