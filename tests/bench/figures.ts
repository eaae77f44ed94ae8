import type { Measured } from './measure.ts';

/** Of one side of a page. Times in milliseconds, each for one request. */
export interface Figures {
  perSecond: number;
  p50: number;
  p97_5: number;
  p99: number;
  nodeMs: number;
  postgresMs: number;
  failed: number;
}

/** Several turns as one. */
export function figuresOf(turns: Measured[]): Figures {
  const sum = (value: (turn: Measured) => number) => turns.reduce((total, turn) => total + value(turn), 0);
  const requests = sum((turn) => turn.requests);
  const times = Float64Array.from(turns.flatMap((turn) => turn.times)).sort();
  return {
    perSecond: requests / sum((turn) => turn.seconds),
    p50: quantile(times, 0.5),
    p97_5: quantile(times, 0.975),
    p99: quantile(times, 0.99),
    nodeMs: sum((turn) => turn.nodeMs) / requests,
    postgresMs: sum((turn) => turn.postgresMs) / requests,
    failed: sum((turn) => turn.failed),
  };
}

/** Of sorted values; NaN when there is none. */
function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
