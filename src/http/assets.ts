import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Router } from 'express';
import sirv from 'sirv';
import { packageRoot } from '../packageRoot.ts';

const assetFolder = join(packageRoot, 'dist', 'assets');
const oneDay = 86_400;
const oneYear = 365 * oneDay;

let manifest: Record<string, string> | undefined;

/** The address of an asset: `css/app.css` is at `/assets/app-<hash>.css`. Throws on a name the build does not make. */
export function asset(name: string): string {
  manifest ??= readManifest();
  const address = manifest[name];
  if (!address) throw new Error(`There is no asset "${name}"; there are ${Object.keys(manifest).join(', ')}.`);
  return address;
}

/** Serves the built assets for ever (their names change with their content), and for a day what browsers ask by name. */
export function serveAssets(): Router {
  readManifest();
  const router = Router();
  const forEver = { brotli: true, gzip: true, immutable: true, maxAge: oneYear };
  router.use('/assets', sirv(assetFolder, { ...forEver, ignores: false }));
  router.use(sirv(join(packageRoot, 'public', 'root'), { maxAge: oneDay, etag: true }));
  return router;
}

function readManifest(): Record<string, string> {
  const file = join(assetFolder, 'manifest.json');
  if (!existsSync(file)) throw new Error('The assets are not built yet: run "npm run build" first.');
  return JSON.parse(readFileSync(file, 'utf8'));
}
