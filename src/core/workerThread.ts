import { fileURLToPath } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

export interface ThreadModule {
  /** The name of the file that is bundled beside the server (src/build/bundleServer.mjs). */
  name: string;
  /** The TypeScript of it. */
  source: URL;
}

const compiledSources = new Map<string, Promise<string>>();

/** Starts one of our modules as a thread, even where the server is not bundled. */
export async function startThread({ name, source }: ThreadModule, options: WorkerOptions): Promise<Worker> {
  if (import.meta.url.endsWith('.js')) return new Worker(new URL(`./${name}.js`, import.meta.url), options);
  const compiled = compiledSources.get(name) ?? compile(source);
  compiledSources.set(name, compiled);
  return new Worker(await compiled, { ...options, eval: true });
}

/** The loader that compiles TypeScript for Node.js does not work in threads. */
async function compile(source: URL): Promise<string> {
  const { build } = await import('esbuild');
  const entryPoints = [fileURLToPath(source)];
  const { outputFiles } = await build({ entryPoints, bundle: true, write: false, platform: 'node', format: 'cjs' });
  return outputFiles[0]?.text ?? '';
}
