import { rmSync } from 'node:fs';
import { build } from 'esbuild';
import { at, root } from './paths.mjs';
import { writeAtomically } from './stamps.mjs';

export async function bundleServer() {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: {
      server: at('src', 'server.ts'),
      readFileThread: at('src', 'imports', 'reading', 'readFileThread.ts'),
      readMailThread: at('src', 'mailReader', 'readMailThread.ts'),
    },
    outdir: at('dist'),
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
  // The server goes last, so that it never exists without its map and its threads.
  /** @param {import('esbuild').OutputFile} file */
  const server = (file) => Number(file.path === at('dist', 'server.js'));
  for (const file of outputFiles.sort((a, b) => server(a) - server(b))) writeAtomically(file.path, file.contents);
}
