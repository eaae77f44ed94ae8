import { existsSync, readFileSync, watch } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { at } from './paths.mjs';
import { builtStamps, keepStamp, stampOf } from './stamps.mjs';

/**
 * The parts in the order they need each other. The tools are imported only when something has to be made:
 * sass and esbuild take longer to load than everything else here.
 * @type {{ name: import('./stamps.mjs').Part, stands: () => boolean, make: () => Promise<void> }[]}
 */
const parts = [
  {
    name: 'prisma',
    stands: () => existsSync(at('src', 'db', 'generated', 'client.ts')),
    make: async () => (await import('./prisma.mjs')).generateClient(),
  },
  {
    name: 'assets',
    stands: assetsStand,
    make: async () => (await import('./assets.mjs')).buildAssets(),
  },
  {
    name: 'server',
    stands: () => existsSync(at('dist', 'server.js')),
    make: async () => (await import('./server.mjs')).bundleServer(),
  },
];

/**
 * Makes what is missing or made from other sources than the present ones.
 * @param {(part: string) => void} [say] told once, before the first part that has to be made
 * @returns {Promise<string[]>} the parts that were made
 */
export async function build(say = () => {}) {
  const made = [];
  for (const { name, stands, make } of parts) {
    const stamp = stampOf(name);
    if (builtStamps()[name] === stamp && stands()) continue;
    if (made.length === 0) say(name);
    await make();
    keepStamp(name, stamp);
    made.push(name);
  }
  return made;
}

function assetsStand() {
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
    const made = await work;
    if (made.length > 0) console.log(`Built ${made.join(', ')} in ${Math.round(performance.now() - started)} ms.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await report(build());
  if (process.argv.includes('--watch')) watchSources();
}
