// What Vitest and Playwright wrote about their runs, as numbers.
import { readFileSync } from 'node:fs';

/** @typedef {{ passed: number, failed: number }} Counts */

/**
 * A run that ended badly without a failed test (a crash, too little coverage) counts as one failure.
 * @param {boolean} endedWell @param {Counts} counts @returns {Counts}
 */
export function withCrash(endedWell, { passed, failed }) {
  return { passed, failed: endedWell || failed > 0 ? failed : 1 };
}

/** @param {string} file @returns {Counts} */
export function vitestCounts(file) {
  const report = read(file);
  return { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0 };
}

/** A test that passed only when tried again is counted as failed. @param {string} file @returns {Counts} */
export function playwrightCounts(file) {
  const { expected = 0, unexpected = 0, flaky = 0 } = read(file)?.stats ?? {};
  return { passed: expected, failed: unexpected + flaky };
}

/** @param {string} file */
function read(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return undefined;
  }
}
