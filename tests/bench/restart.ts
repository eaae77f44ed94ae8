// `npm start` as the owner of a small business has it: the product with the database that it brings along.

import { urls } from '../../src/urls.ts';
import type { Account } from './load.ts';
import { behindProxy, production } from './product.ts';
import { start } from './running.ts';
import { cookieOf, sidOf } from './signedIn.ts';

/** Milliseconds from the start, the database not running, to the list of the largest account. */
export async function timeRestart(folder: string, port: number, { userId }: Account): Promise<number> {
  const headers = { ...behindProxy, cookie: cookieOf(sidOf(userId)) };
  const started = performance.now();
  const running = await start(
    ['src/build/start.mjs'],
    port,
    { ...production, DATA_DIR: folder },
    urls.contacts(),
    headers,
  );
  const ms = Math.round(performance.now() - started);
  await running.stop();
  return ms;
}
