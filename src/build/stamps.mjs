import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { at, root, stampFile } from './paths.mjs';

const inputs = {
  prisma: ['prisma/schema.prisma', 'prisma.config.ts', 'node_modules/prisma/package.json'],
  server: ['src', 'prisma/schema.prisma', 'package.json', 'tsconfig.json', 'node_modules/esbuild/package.json'],
  assets: [
    'public',
    'src/build',
    'node_modules/bootstrap/package.json',
    'node_modules/bootstrap-icons/package.json',
    'node_modules/sass/package.json',
    'node_modules/esbuild/package.json',
  ],
};

const generated = at('src', 'db', 'generated');

/** @typedef {keyof typeof inputs} Part */

/** @param {Part} part @returns {string} a hash of the names and contents of its sources */
export function computeStamp(part) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '');
  for (const file of inputs[part].flatMap((name) => filesUnder(at(name)))) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** @returns {Partial<Record<Part, string>>} the stamps of the last build; empty when they cannot be read */
export function readStamps() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return {};
  }
}

/** @param {Part} part @param {string} stamp */
export function writeStamp(part, stamp) {
  writeAtomically(stampFile, JSON.stringify({ ...readStamps(), [part]: stamp }));
}

/**
 * Writes a temporary file and renames it, so that a kill never leaves half a file.
 * @param {string} file @param {string | Uint8Array} content
 */
export function writeAtomically(file, content) {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${process.pid}.tmp`;
  writeFileSync(draft, content);
  renameSync(draft, file);
}

/** @param {string} path @returns {string[]} */
function filesUnder(path) {
  if (!existsSync(path) || path === generated) return [];
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesUnder(join(path, name)));
}
