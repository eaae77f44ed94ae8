import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { createDatabase } from './database.mjs';
import { startEngine, takePanic } from './engine.mjs';

/** The code of every error that the engine reports. */
const ENGINE_ERROR = 4466;

/**
 * Answers the CLI's JSON-RPC requests, one per line, until it closes the input.
 *
 * @param {string} url
 * @param {string[]} schemaFiles
 */
export async function serve(url, schemaFiles) {
  /** @type {Promise<import('@prisma/schema-engine-wasm/schema_engine_bg').SchemaEngine> | undefined} */
  let engine;
  const methods = {
    createDatabase: () => createDatabase(url),
    getDatabaseVersion: async () => (await started()).version(null),
  };
  const started = async () => (engine ??= startEngine(url, await readSchemas(schemaFiles)));

  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    const request = JSON.parse(line);
    if (request.method) await answer(request, methods, started);
  }
  process.exit(0);
}

/**
 * @param {{ id: number, method: string, params: any }} request
 * @param {Record<string, (params: any) => Promise<unknown>>} methods those that the engine lacks
 * @param {() => Promise<any>} started
 */
async function answer({ id, method, params }, methods, started) {
  try {
    const result = (await (methods[method]?.(params) ?? (await started())[method](params))) ?? null;
    if (method === 'diff' && result.stdout) send({ id: 0, method: 'print', params: { content: result.stdout } });
    send({ id, result });
  } catch (error) {
    send({ id, error: rpcError(/** @type {EngineError} */ (error)) });
  }
}

/** @typedef {Error & { code?: string, meta?: unknown }} EngineError */

/** @param {EngineError} error */
function rpcError(error) {
  const panic = takePanic();
  const data = {
    is_panic: panic !== undefined,
    message: panic ?? error.message,
    meta: error.meta,
    error_code: error.code,
  };
  return { code: ENGINE_ERROR, message: 'An error happened. Check the data field for details.', data };
}

/** @param {object} message */
function send(message) {
  process.stdout.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
}

/**
 * @param {string[]} files
 * @returns {Promise<[string, string][]>}
 */
function readSchemas(files) {
  return Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')]));
}
