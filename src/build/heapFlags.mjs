// This is plain JavaScript because start.mjs needs it before anything is compiled; docs/performance.md has the numbers.
import { totalmem } from 'node:os';

const megabyte = 2 ** 20;

const roomyMegabytes = 300;

/**
 * V8 flags for one of `processes` processes on a machine with this much memory. PostgreSQL and the system need about
 * half of it.
 * @param {number} processes
 * @param {number} [bytes]
 * @returns {string[]}
 */
export function heapFlags(processes, bytes = availableMemory()) {
  const share = bytes / 2 / processes / megabyte;
  if (share < roomyMegabytes) return ['--max-semi-space-size=8', '--heap-growing-percent=20'];
  return ['--max-semi-space-size=32'];
}

function availableMemory() {
  return Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY);
}
