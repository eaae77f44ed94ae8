import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { build } from 'esbuild';
import { compile } from 'sass';
import { at, root } from './paths.mjs';
import { writeAtomically } from './stamps.mjs';

/** @typedef {{ name: string, content: Buffer }} Asset `name` is what views ask for: css/app.css */

const folder = at('dist', 'assets');
const manifestFile = at('dist', 'assets', 'manifest.json');
const compressedTypes = new Set(['.css', '.js', '.svg', '.json', '.txt']);

/**
 * Writes every asset with its content hash in its name, compressed copies beside it, and the manifest last, so that the
 * previous assets are complete until then. They stay for one more build, for pages that are open in a browser.
 */
export async function buildAssets() {
  const former = Object.values(readManifest());
  const assets = [...(await styles()), ...(await scripts()), icons()];
  /** @type {Record<string, string>} */
  const manifest = {};
  for (const asset of assets) manifest[asset.name] = await writeAsset(asset);
  writeAtomically(manifestFile, JSON.stringify(manifest, null, 2));
  prune([...former, ...Object.values(manifest)]);
}

/** @returns {Promise<Asset[]>} */
async function styles() {
  const { css } = compile(at('public', 'css', 'app.scss'), {
    loadPaths: [at('node_modules')],
    quietDeps: true,
    // Bootstrap 5.3 can only be trimmed by @import, which Sass 3 will remove.
    silenceDeprecations: ['import'],
  });
  return bundle('css/app.css', { stdin: { contents: css, loader: 'css' } });
}

/** @returns {Promise<Asset[]>} */
async function scripts() {
  return bundle('js/app.js', { entryPoints: [at('public', 'js', 'app.ts')], bundle: true, format: 'iife' });
}

/** @param {string} name @param {import('esbuild').BuildOptions} options @returns {Promise<Asset[]>} */
async function bundle(name, options) {
  const target = ['chrome109', 'firefox115', 'safari15.4'];
  const common = { absWorkingDir: root, minify: true, write: false, target, tsconfig: at('public', 'tsconfig.json') };
  const { outputFiles } = await build({ ...common, ...options, legalComments: 'none', logLevel: 'warning' });
  return (outputFiles ?? []).map((file) => ({ name, content: Buffer.from(file.contents) }));
}

/** @returns {Asset} */
function icons() {
  /** @type {string[]} */
  const names = JSON.parse(readFileSync(at('public', 'icons.json'), 'utf8'));
  const content = `<svg xmlns="http://www.w3.org/2000/svg">${names.map(toSymbol).join('')}</svg>`;
  return { name: 'images/icons.svg', content: Buffer.from(content) };
}

/** @param {string} name */
function toSymbol(name) {
  const svg = readFileSync(at('node_modules', 'bootstrap-icons', 'icons', `${name}.svg`), 'utf8');
  const drawing = svg.slice(svg.indexOf('>') + 1, svg.lastIndexOf('</svg>')).replace(/\s*\n\s*/g, '');
  return `<symbol id="${name}" viewBox="0 0 16 16">${drawing}</symbol>`;
}

/** @param {Asset} asset @returns {Promise<string>} its address */
async function writeAsset({ name, content }) {
  const hash = createHash('sha256').update(content).digest('base64url').replace(/[-_]/g, '').slice(0, 10);
  const type = extname(name);
  const file = `${name.slice(name.lastIndexOf('/') + 1, -type.length)}-${hash}${type}`;
  if (compressedTypes.has(type)) await writeCompressed(at('dist', 'assets', file), content);
  writeAtomically(at('dist', 'assets', file), content);
  return `/assets/${file}`;
}

/** @param {string} file @param {Buffer} content */
async function writeCompressed(file, content) {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
  writeAtomically(`${file}.br`, await promisify(brotliCompress)(content, { params }));
  writeAtomically(`${file}.gz`, await promisify(gzip)(content, { level: 9 }));
}

/** @returns {Record<string, string>} */
function readManifest() {
  return existsSync(manifestFile) ? JSON.parse(readFileSync(manifestFile, 'utf8')) : {};
}

/** @param {string[]} addresses that stay */
function prune(addresses) {
  const current = addresses.map((address) => address.slice('/assets/'.length));
  for (const name of readdirSync(folder)) {
    const plain = name.replace(/\.(br|gz)$/, '');
    if (plain !== 'manifest.json' && !current.includes(plain)) rmSync(at('dist', 'assets', name), { recursive: true });
  }
}
