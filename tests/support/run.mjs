// Starts the tools of the tests from node_modules: without a shell, so that a path may hold spaces.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** `buffered`: what the program prints is shown under the heading when it has ended. @typedef {{ env?: Record<string, string>, buffered?: boolean, heading?: string }} Options */

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const maxStepMs = 60 * 60_000;

/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();
let stopped = false;

/** @param {string} name of a package @param {string} tool @param {string[]} args @param {Options} [options] */
export function runTool(name, tool, args, options) {
  const folder = join(root, 'node_modules', name);
  const { bin } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  return run(process.execPath, [join(folder, bin[tool]), ...args], options);
}

/**
 * @param {string} file @param {string[]} args @param {Options} [options]
 * @returns {Promise<boolean>} whether it ended well
 */
export function run(file, args, { env = {}, buffered = false, heading = '' } = {}) {
  if (stopped) return Promise.resolve(false);
  const child = spawn(file, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', buffered ? 'pipe' : 'inherit', buffered ? 'pipe' : 'inherit'],
    timeout: maxStepMs,
  });
  running.add(child);
  if (buffered) printAtEnd(child, heading);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`${file} could not be started: ${error.message}`);
      resolve(false);
    });
    child.on('close', (code) => resolve(code === 0));
  }).finally(() => running.delete(child));
}

/** @param {import('node:child_process').ChildProcess} child @param {string} heading */
function printAtEnd(child, heading) {
  /** @type {Buffer[]} */
  const printed = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (part) => printed.push(part));
  child.on('close', () => console.log(`${heading}\n${Buffer.concat(printed)}`));
}

/** Ctrl-C: what runs ends and cleans up, nothing more is started. */
export function stopOnSignal() {
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => {
      stopped = true;
      for (const child of running) child.kill(signal);
    });
  }
}
