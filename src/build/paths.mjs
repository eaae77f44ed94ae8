import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** @param {string[]} parts of a path below the root */
export const at = (...parts) => join(root, ...parts);

export const stampFile = at('dist', 'stamps.json');
export const hasModules = () => existsSync(at('node_modules', 'express', 'package.json'));
