import { rmSync } from 'node:fs';
import { build } from 'esbuild';
import { at, root } from './paths.mjs';
import { writeAtomically } from './stamps.mjs';

export async function bundleServer() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [at('src', 'server.ts')],
    outfile: at('dist', 'server.js'),
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20.19',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
  rmSync(at('dist', 'server.js'), { force: true });
  // The map goes first, so that the bundle never exists without it.
  for (const file of outputFiles.sort((a, b) => b.path.length - a.path.length))
    writeAtomically(file.path, file.contents);
}
