// Times `npm start` with the embedded database.

import { urls } from '../../src/urls.ts';
import type { Account } from './load.ts';
import { productionSettings, proxyHeaders } from './product.ts';
import { startServer } from './server.ts';
import { sessionCookie, userSid } from './sessions.ts';

/** Milliseconds from nothing running to the list of the largest account. */
export async function timeRestart(folder: string, port: number, { userId }: Account): Promise<number> {
  const headers = { ...proxyHeaders, cookie: sessionCookie(userSid(userId)) };
  const started = performance.now();
  const running = await startServer(
    ['src/build/start.mjs'],
    port,
    { ...productionSettings, DATA_DIR: folder },
    urls.contacts(),
    headers,
  );
  const ms = Math.round(performance.now() - started);
  await running.stop();
  return ms;
}
