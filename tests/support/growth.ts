const tries = 3;
const times = 8;
/** Shorter ones are mostly noise. */
const minMs = 2;

/**
 * How many times as long `work` takes for eight times as much: 8 when it grows with the size, 64 when with its square.
 * Of this process's own processor time, the least of some tries, so that a busy machine does not matter.
 */
export function growthOf(work: (size: number) => void, size: number): number {
  work(size);
  return (
    fastestOf(() => work(size * times)) /
    Math.max(
      minMs,
      fastestOf(() => work(size)),
    )
  );
}

/** Between 8 and 64: more would mean quadratic growth. */
export const maxGrowth = 24;

function fastestOf(work: () => void): number {
  return Math.min(...Array.from({ length: tries }, () => processorMs(work)));
}

function processorMs(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
