// The whole of `npm test`. Every step runs, whatever became of those before it, and the last line counts them all.
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playwrightCounts, vitestCounts, withCrash } from './support/reports.mjs';
import { root, run, runTool, stopOnSignal } from './support/run.mjs';

/** @typedef {import('./support/reports.mjs').Counts} Counts */
/** @typedef {{ title: string, counts: () => Promise<Counts> }} Step */

const reports = mkdtempSync(join(tmpdir(), 'mini-crm-reports-'));

/** @type {Step[]} */
const steps = [
  check('Build', () => run(process.execPath, [join(root, 'src', 'build', 'build.mjs')])),
  check('Types', () => runTool('typescript', 'tsc', ['--noEmit'])),
  check('Types of the browser scripts', () => runTool('typescript', 'tsc', ['--noEmit', '-p', 'public'])),
  check('Lint and format', () => runTool('@biomejs/biome', 'biome', ['check'])),
  { title: 'Unit and integration tests', counts: vitest },
  check('A browser', async () => (await import('./support/browser.mjs')).ensureBrowser()),
  { title: 'Browser tests', counts: playwright },
];

/** @param {string} title @param {() => Promise<boolean>} isFine @returns {Step} */
function check(title, isFine) {
  return { title, counts: async () => ((await isFine()) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }) };
}

async function vitest() {
  const file = join(reports, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const endedWell = await runTool('vitest', 'vitest', ['run', '--coverage', ...reporters]);
  return withCrash(endedWell, vitestCounts(file));
}

async function playwright() {
  const file = join(reports, 'playwright.json');
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  const endedWell = await runTool('@playwright/test', 'playwright', ['test', '--reporter=list,json'], { env });
  return withCrash(endedWell, playwrightCounts(file));
}

/** @typedef {Counts & { title: string, seconds: number }} Outcome */

/** @param {Step} step @returns {Promise<Outcome>} */
async function outcomeOf({ title, counts }) {
  console.log(`\n=== ${title}`);
  const began = performance.now();
  const { passed, failed, failures } = await counts().catch((error) => {
    console.error(error);
    return { passed: 0, failed: 1, failures: [String(error)] };
  });
  return { title, passed, failed, failures, seconds: Math.round((performance.now() - began) / 1000) };
}

if (!existsSync(join(root, 'node_modules', 'vitest'))) {
  console.error('The packages are not installed yet: run "npm ci" first, then "npm test".');
  console.log('0 passed, 1 failed');
  process.exit(1);
}
stopOnSignal();
/** @type {Outcome[]} */
const outcomes = [];
for (const step of steps) outcomes.push(await outcomeOf(step));
rmSync(reports, { recursive: true, force: true });

for (const failure of outcomes.flatMap(({ failures = [] }) => failures)) console.log(`\nFAILED ${failure}`);
console.log();
for (const { title, passed, failed, seconds } of outcomes) {
  console.log(`${failed === 0 ? 'ok    ' : 'FAILED'} ${title}: ${passed} passed, ${failed} failed, ${seconds} s`);
}
const total = (/** @type {'passed' | 'failed'} */ key) => outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = total('failed') === 0 ? 0 : 1;
