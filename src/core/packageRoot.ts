import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of package.json: the bundle in `dist` and the sources in `src` both find it. */
export const packageRoot = findPackageRoot(import.meta.dirname);

function findPackageRoot(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : findPackageRoot(dirname(folder));
}
