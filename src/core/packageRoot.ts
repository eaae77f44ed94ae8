import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The folder of package.json: the bundle in `dist` and the sources in `src` both find it. */
export const packageRoot = nearest(import.meta.dirname);

function nearest(folder: string): string {
  return existsSync(join(folder, 'package.json')) ? folder : nearest(dirname(folder));
}
