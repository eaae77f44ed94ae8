import type { Measurement } from './measure.ts';

/** The figures of one server for one page. Times are milliseconds per request. */
export interface Figures {
  perSecond: number;
  p50: number;
  p97_5: number;
  p99: number;
  nodeMs: number;
  postgresMs: number;
  failed: number;
}

/** Combines several turns. */
export function summarizeTurns(turns: Measurement[]): Figures {
  const sum = (value: (turn: Measurement) => number) => turns.reduce((total, turn) => total + value(turn), 0);
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

/** The quantile of sorted values; NaN without values. */
function quantile(sorted: Float64Array, share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
