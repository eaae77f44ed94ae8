import { readFile } from 'node:fs/promises';
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils';
import * as bindings from '@prisma/schema-engine-wasm/schema_engine_bg';
import { SchemaEnginePg } from './database.mjs';

/** @type {string | undefined} */
let panic;

/** Returns and clears the message of a panic that ended the last call. */
export function takePanic() {
  const message = panic;
  panic = undefined;
  return message;
}

/**
 * @param {string} url
 * @param {[path: string, content: string][]} datamodels
 */
export async function startEngine(url, datamodels) {
  await loadWasm();
  const options = { datamodels: datamodels.length > 0 ? datamodels : undefined };
  const log = () => {};
  return bindings.SchemaEngine.new(options, log, bindMigrationAwareSqlAdapterFactory(new SchemaEnginePg(url)));
}

async function loadWasm() {
  // Without this registry a panic only says "unreachable".
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message: (/** @type {string} */ message) => {
        panic = message;
      },
    },
  });
  const file = new URL('./schema_engine_bg.wasm', import.meta.resolve('@prisma/schema-engine-wasm/schema_engine_bg'));
  // The types of WebAssembly belong to the DOM library, which is not loaded here.
  const { WebAssembly } = /** @type {any} */ (globalThis);
  const { instance } = await WebAssembly.instantiate(await readFile(file), { './schema_engine_bg.js': bindings });
  bindings.__wbg_set_wasm(instance.exports);
  instance.exports.__wbindgen_start();
}
