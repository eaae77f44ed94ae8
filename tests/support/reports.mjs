// What Vitest and Playwright wrote about their runs, as numbers.
import { readFileSync } from 'node:fs';

/** `failures`: which ones and why, to be shown once more where everybody looks. @typedef {{ passed: number, failed: number, failures?: string[] }} Counts */

/**
 * A run that ended badly without a failed test (a crash, too little coverage) counts as one failure.
 * @param {boolean} endedWell @param {Counts} counts @returns {Counts}
 */
export function withCrash(endedWell, { passed, failed, failures = [] }) {
  return { passed, failed: endedWell || failed > 0 ? failed : 1, failures };
}

/** @param {string} file @returns {Counts} */
export function vitestCounts(file) {
  const report = read(file);
  const failures = (report?.testResults ?? []).flatMap(failuresOf);
  return { passed: report?.numPassedTests ?? 0, failed: report?.numFailedTests ?? 0, failures };
}

/** @param {{ name: string, assertionResults: { status: string, fullName: string, failureMessages: string[] }[] }} file */
function failuresOf({ name, assertionResults }) {
  const failed = assertionResults.filter(({ status }) => status === 'failed');
  return failed.map(({ fullName, failureMessages }) => `${name}: ${fullName}\n${failureMessages.join('\n')}`);
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
