import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { at, root, stampFile } from './paths.mjs';

/** What each part of the build is made from; a change of content in any of these makes it again. */
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

/** Made by the build itself, and hashed as the schema it comes from. */
const generated = at('src', 'db', 'generated');

/** @typedef {keyof typeof inputs} Part */

/** @param {Part} part @returns {string} a hash of the names and the content of all its inputs */
export function stampOf(part) {
  const hash = createHash('sha256').update(process.versions.node.split('.')[0] ?? '');
  for (const file of inputs[part].flatMap((name) => filesUnder(at(name)))) {
    hash.update(file.slice(root.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

/** @returns {Partial<Record<Part, string>>} the stamps of what was built last; none when that cannot be read */
export function builtStamps() {
  try {
    return JSON.parse(readFileSync(stampFile, 'utf8'));
  } catch {
    return {};
  }
}

/** @param {Part} part @param {string} stamp */
export function keepStamp(part, stamp) {
  writeWhole(stampFile, JSON.stringify({ ...builtStamps(), [part]: stamp }));
}

/**
 * Writes beside the file and renames, so that a kill in the middle never leaves half a file.
 * @param {string} file @param {string | Uint8Array} content
 */
export function writeWhole(file, content) {
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
