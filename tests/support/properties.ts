import { exhaustive } from './exhaustive.ts';

const seed = process.env['PROPERTY_SEED'];
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? (exhaustive ? 1_000 : 100));

/** For fast-check: runs `PROPERTY_RUNS` cases; `PROPERTY_SEED` repeats a failure. */
export const sampled = { numRuns, ...(seed && { seed: Number(seed) }) };

/** A busy machine must not look like a counterexample. */
export const sampledTimeout = 60_000 + numRuns * 3_000;
