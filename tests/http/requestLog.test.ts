import { once } from 'node:events';
import { request as plainRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import express from 'express';
import pino from 'pino';
import request from 'supertest';
import { expect, test } from 'vitest';
import { requestLog } from '../../src/http/requestLog.ts';
import type { log } from '../../src/log/log.ts';

const out = new PassThrough();
const logger = pino({ base: undefined, formatters: { level: (level) => ({ level }) } }, out) as typeof log;
const app = express();
app.use(requestLog(logger));
app.get('/contacts/:id', (_req, res) => void res.send('Kowalski'));
app.get('/broken', (_req, res) => void res.sendStatus(500));
app.get('/slow', () => {});
app.get('/healthz', (_req, res) => void res.send('ok'));

const lines = () =>
  String(out.read() ?? '')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

test('an answer has one line: what was asked, how it went, and nothing of what was in it', async () => {
  await request(app)
    .get('/contacts/7?search=Kowalski')
    .set('Cookie', 'sid=secret')
    .set('X-Request-Id', 'from-outside-1');
  const [line, ...more] = lines();
  const { time, ms, ...told } = line;
  const route = '/contacts/:id';
  expect(told).toEqual({
    level: 'info',
    requestId: 'from-outside-1',
    method: 'GET',
    route,
    status: 200,
    msg: 'request',
  });
  expect(ms).toBeGreaterThanOrEqual(0);
  expect(more).toEqual([]);
});

test('a failure is an error; a number of its own stands in line and answer', async () => {
  const { headers } = await request(app).get('/broken').set('X-Request-Id', 'no good; number').expect(500);
  const [line] = lines();
  expect(line).toMatchObject({ level: 'error', status: 500, requestId: headers['x-request-id'] });
  expect(line.requestId).toMatch(/^[\w-]{36}$/);
});

test('whoever does not wait for the answer has a line, too', async () => {
  const server = app.listen(0);
  await once(server, 'listening');
  const asked = plainRequest({ port: (server.address() as AddressInfo).port, path: '/slow' });
  asked.on('error', () => {}).end();
  await once(server, 'request');
  asked.destroy();
  const [line] = await once(out, 'readable').then(lines);
  expect(line).toMatchObject({ route: '/slow', aborted: true });
  server.close();
});

test('a ping of a supervisor has none', async () => {
  await request(app).get('/healthz').expect(200);
  expect(lines()).toEqual([]);
});
