import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestHandler } from 'express';
import { packageRoot } from '../core/packageRoot.ts';
import { loadFiles, type StoredFile, type StoredFiles } from './storedFiles.ts';

const assetFolder = join(packageRoot, 'dist', 'assets');
const rootFolder = join(packageRoot, 'public', 'root');
const oneDaySeconds = 86_400;
const oneYearSeconds = 365 * oneDaySeconds;

let manifest: Record<string, string> | undefined;

/** The address of an asset, `/assets/app-<hash>.css` for `css/app.css`. @throws for a name that was not built */
export function asset(name: string): string {
  manifest ??= readManifest();
  const address = manifest[name];
  if (!address) throw new Error(`There is no asset "${name}"; there are ${Object.keys(manifest).join(', ')}.`);
  return address;
}

/** Serves the built assets. Files (about 200 kB) are read once, so that a build does not disturb a running server. */
export function serveAssets(): RequestHandler {
  manifest = readManifest();
  const assets = loadFiles(assetFolder, '/assets/', `public, max-age=${oneYearSeconds}, immutable`);
  const files: StoredFiles = new Map([...assets, ...loadFiles(rootFolder, '/', `public, max-age=${oneDaySeconds}`)]);
  return (req, res, next) => {
    const file = req.method === 'GET' || req.method === 'HEAD' ? files.get(req.path) : undefined;
    if (!file) return next();
    const encoding = encodings.find((name) => file.bodies[name] && req.acceptsEncodings(name));
    answer(res, file, encoding ?? 'identity');
  };
}

// Browsers accept both and name gzip first.
const encodings = ['br', 'gzip'] as const;

function answer(res: Parameters<RequestHandler>[1], file: StoredFile, encoding: keyof StoredFile['bodies']): void {
  if (encoding !== 'identity') res.set('Content-Encoding', encoding);
  res.set({ ...file.headers, ETag: `"${file.hash}-${encoding}"`, Vary: 'Accept-Encoding' });
  res.send(file.bodies[encoding]);
}

function readManifest(): Record<string, string> {
  const file = join(assetFolder, 'manifest.json');
  if (!existsSync(file)) throw new Error('The assets are not built yet: run "npm run build" first.');
  return JSON.parse(readFileSync(file, 'utf8'));
}
