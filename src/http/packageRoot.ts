import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of package.json: found from the bundle in dist as from the sources in src. */
export const packageRoot = nearest(import.meta.dirname);

function nearest(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : nearest(dirname(folder));
}
