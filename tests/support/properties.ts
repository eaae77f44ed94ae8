import { exhaustive } from './exhaustive.ts';

const seed = process.env['PROPERTY_SEED'];
const numRuns = Number(process.env['PROPERTY_RUNS'] ?? (exhaustive ? 1_000 : 100));

/** For fast-check: `PROPERTY_RUNS` cases, of `PROPERTY_SEED` to see a failure again. */
export const sampled = { numRuns, ...(seed && { seed: Number(seed) }) };

/** A busy machine must not look like a counterexample. */
export const sampledTimeout = 60_000 + numRuns * 3_000;
