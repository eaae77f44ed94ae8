import { existsSync, readFileSync, watch } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { at } from './paths.mjs';
import { computeStamp, readStamps, writeStamp } from './stamps.mjs';

/**
 * @type {{ name: import('./stamps.mjs').Part, isBuilt: () => boolean, run: () => Promise<void> }[]} in order of
 * dependency
 */
const parts = [
  {
    name: 'prisma',
    isBuilt: () => existsSync(at('src', 'db', 'generated', 'client.ts')),
    run: async () => (await import('./generateClient.mjs')).generateClient(),
  },
  {
    name: 'assets',
    isBuilt: areAssetsBuilt,
    run: async () => (await import('./buildAssets.mjs')).buildAssets(),
  },
  {
    name: 'server',
    isBuilt: () => ['server.js', 'readFileThread.js'].every((name) => existsSync(at('dist', name))),
    run: async () => (await import('./bundleServer.mjs')).bundleServer(),
  },
];

/**
 * Builds the parts that are missing or whose sources have changed.
 * @param {(part: string) => void} [onStart] called once, before the first part is built
 * @returns {Promise<string[]>} the parts that were built
 */
export async function build(onStart = () => {}) {
  const built = [];
  for (const { name, isBuilt, run } of parts) {
    const stamp = computeStamp(name);
    if (readStamps()[name] === stamp && isBuilt()) continue;
    if (built.length === 0) onStart(name);
    await run();
    writeStamp(name, stamp);
    built.push(name);
  }
  return built;
}

function areAssetsBuilt() {
  const file = at('dist', 'assets', 'manifest.json');
  if (!existsSync(file)) return false;
  /** @type {Record<string, string>} */
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  return Object.values(manifest).every((address) => existsSync(at('dist', address)));
}

function watchSources() {
  /** @type {NodeJS.Timeout | undefined} */
  let pending;
  const again = () => {
    clearTimeout(pending);
    pending = setTimeout(() => report(build()), 100);
  };
  for (const folder of ['src', 'public', 'prisma']) watch(at(folder), { recursive: true }, again);
}

/** @param {Promise<string[]>} work */
async function report(work) {
  const started = performance.now();
  try {
    const built = await work;
    if (built.length > 0) console.log(`Built ${built.join(', ')} in ${Math.round(performance.now() - started)} ms.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await report(build());
  if (process.argv.includes('--watch')) watchSources();
}
