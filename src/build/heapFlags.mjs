// How freely V8 uses memory in a process that serves requests. Plain JavaScript, because src/build/start.mjs needs it
// before anything is compiled. What each choice costs and gives is measured in docs/performance.md.
import { totalmem } from 'node:os';

const megabyte = 2 ** 20;

/** With less for each process, garbage is collected early: the heap stays small, at the cost of CPU time. */
const roomyMegabytes = 300;

/**
 * The flags of V8 for one of `processes` processes on a machine with so many bytes of memory. PostgreSQL and the system
 * need about half of it.
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
