import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { flush } from '@sentry/node';
import { expect, test } from 'vitest';
import { loadConfig } from '../../src/config.ts';
import { log, onLoggedError } from '../../src/log/log.ts';
import { startSentry } from '../../src/server/sentry.ts';

const SECRET_KEY = 'long enough for a test';

test('a logged error is sent to Sentry without anything that was typed', async () => {
  // Test apps are silent.
  log.level = 'warn';
  const received: string[] = [];
  const server = createServer(async (req, res) => {
    const parts: Buffer[] = [];
    for await (const part of req) parts.push(part);
    const body = Buffer.concat(parts);
    received.push((req.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body).toString('utf8'));
    res.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  await startSentry(`http://key@127.0.0.1:${(server.address() as AddressInfo).port}/1`);
  log.error({ err: new RangeError('value "Kowalski" of jan@kowalski.example'), note: 'Kowalski' }, 'failed');
  log.info({ note: 'Kowalski' }, 'nothing');
  await flush(5_000);
  onLoggedError(() => {});
  server.close();
  const sent = received.join('\n');
  expect(sent).toContain('"RangeError"');
  expect(sent).toContain('sentry.test.ts');
  expect(sent).not.toMatch(/kowalski/i);
});

test('the setting must be a DSN or absent', () => {
  expect(loadConfig({ SECRET_KEY }).sentryDsn).toBeUndefined();
  const dsn = 'https://0123abcd@o1.ingest.sentry.io/42';
  expect(loadConfig({ SECRET_KEY, SENTRY_DSN: dsn }).sentryDsn).toBe(dsn);
  for (const wrong of ['yes', 'https://sentry.io/42', 'https://key@sentry.io/']) {
    expect(() => loadConfig({ SECRET_KEY, SENTRY_DSN: wrong })).toThrow(/^The setting SENTRY_DSN must be/);
  }
});
