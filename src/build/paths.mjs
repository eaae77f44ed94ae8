import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @param {string[]} parts */
export const at = (...parts) => join(root, ...parts);

export const stampFile = at('dist', 'stamps.json');
export const hasModules = () => existsSync(at('node_modules', 'express', 'package.json'));
