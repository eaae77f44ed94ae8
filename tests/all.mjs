// All of `npm test`; with --full all of `npm run test:full`; with --without-browsers no browser. Every step runs, whatever
// became of those before it, and the last line counts them all.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { playwrightCounts, vitestCounts, withCrash } from './support/reports.mjs';
import { root, run, runTool, stopOnSignal } from './support/run.mjs';

/** @typedef {import('./support/reports.mjs').Counts} Counts */
/** @typedef {import('./support/run.mjs').Options} Options */
/** @typedef {{ title: string, counts: (options: Options) => Promise<Counts> }} Step */
/** @typedef {Counts & { title: string, seconds: number }} Outcome */

const isFull = process.argv.includes('--full');
const hasBrowsers = !process.argv.includes('--without-browsers');
const reports = mkdtempSync(join(tmpdir(), 'mini-crm-reports-'));

/** One group after another; the steps of a group run beside each other, because all of them wait now and then. @type {Step[][]} */
const groups = [
  [check('Build', (options) => run(process.execPath, [join(root, 'src', 'build', 'build.mjs')], options))],
  [
    ...commandsOf('check').map((command) => check(command, (options) => runCommand(command, options))),
    ...(hasBrowsers ? [check('A browser', async () => (await import('./support/browser.mjs')).ensureBrowser())] : []),
  ],
  ...(isFull ? [[vitest('--coverage')], browsers()] : [[vitest(), ...browsers()]]),
];

function browsers() {
  return hasBrowsers ? [playwright()] : [];
}

/** @param {string} title @param {(options: Options) => Promise<boolean>} isFine @returns {Step} */
function check(title, isFine) {
  return {
    title,
    counts: async (options) => ((await isFine(options)) ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }),
  };
}

/** @param {string} script of package.json that runs one command after another */
function commandsOf(script) {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  return /** @type {string} */ (scripts[script]).split(' && ');
}

/** @param {string} command @param {Options} options */
function runCommand(command, options) {
  const [tool = '', ...args] = command.split(' ');
  const packages = { tsc: 'typescript', biome: '@biomejs/biome', depcruise: 'dependency-cruiser' };
  return runTool(packages[/** @type {keyof typeof packages} */ (tool)] ?? tool, tool, args, options);
}

/** @param {string[]} flags @returns {Step} */
function vitest(...flags) {
  const file = join(reports, 'vitest.json');
  const args = ['run', ...flags, '--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  return {
    title: 'Unit and integration tests, tests of processes',
    counts: async (options) => withCrash(await runTool('vitest', 'vitest', args, options), vitestCounts(file)),
  };
}

/** @returns {Step} */
function playwright() {
  const file = join(reports, 'playwright.json');
  const args = ['test', '--reporter=list,json'];
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: file };
  return {
    title: 'Browser tests',
    counts: async (options) =>
      withCrash(await runTool('@playwright/test', 'playwright', args, { ...options, env }), playwrightCounts(file)),
  };
}

/** What they print is shown at once, of several the last one's, and of the others when they end. @param {Step[]} group */
function runGroup(group) {
  return Promise.all(group.map((step, at) => runStep(step, { buffered: at < group.length - 1 })));
}

/** @param {Step} step @param {Options} options @returns {Promise<Outcome>} */
async function runStep({ title, counts }, options) {
  const heading = `\n=== ${title}`;
  if (!options.buffered) console.log(heading);
  const start = performance.now();
  const { passed, failed, failures } = await counts({ ...options, heading }).catch((error) => {
    console.error(error);
    return { passed: 0, failed: 1, failures: [String(error)] };
  });
  return { title, passed, failed, failures, seconds: Math.round((performance.now() - start) / 1000) };
}

if (!existsSync(join(root, 'node_modules', 'vitest'))) {
  console.error('The packages are not installed yet: run "npm ci" first, then "npm test".');
  console.log('0 passed, 1 failed');
  process.exit(1);
}
stopOnSignal();
if (isFull) process.env['TEST_FULL'] = '1';
/** @type {Outcome[]} */
const outcomes = [];
for (const group of groups) outcomes.push(...(await runGroup(group)));
rmSync(reports, { recursive: true, force: true });

for (const failure of outcomes.flatMap(({ failures = [] }) => failures)) console.log(`\nFAILED ${failure}`);
console.log();
for (const { title, passed, failed, seconds } of outcomes) {
  console.log(`${failed === 0 ? 'ok    ' : 'FAILED'} ${title}: ${passed} passed, ${failed} failed, ${seconds} s`);
}
const total = (/** @type {'passed' | 'failed'} */ key) => outcomes.reduce((sum, outcome) => sum + outcome[key], 0);
console.log(`${total('passed')} passed, ${total('failed')} failed`);
process.exitCode = total('failed') === 0 ? 0 : 1;
