import { once } from 'node:events';
import { request as plainRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PassThrough } from 'node:stream';
import express, { type ErrorRequestHandler, Router } from 'express';
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
const pages = Router().get('/:id/edit', () => Promise.reject(new Error('no such page')));
const failed: ErrorRequestHandler = (_error, _req, res, _next) => void res.sendStatus(422);
app.get('/healthz', (_req, res) => void res.send('ok'));
app.use('/admin', Router().use('/pages', pages));
app.use(failed);

const lines = () =>
  String(out.read() ?? '')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));

test('an answer has one line: the route, the status, and nothing personal', async () => {
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

test('a failure is logged as an error, with the request id of the answer', async () => {
  const { headers } = await request(app).get('/broken').set('X-Request-Id', 'no good; number').expect(500);
  const [line] = lines();
  expect(line).toMatchObject({ level: 'error', status: 500, requestId: headers['x-request-id'] });
  expect(line.requestId).toMatch(/^[\w-]{36}$/);
});

test('a request that was aborted has a line, too', async () => {
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

test('a health check has none', async () => {
  await request(app).get('/healthz').expect(200);
  expect(lines()).toEqual([]);
});

test.each([
  ['/contacts/7?search=Kowalski', '/contacts/:id'],
  ['/contacts/Kowalski/', '/contacts/:id'],
  ['/admin/pages/7/edit/?search=Kowalski', '/admin/pages/:id/edit'],
  ['/kowalski/edit', 'unmatched'],
  ['/contacts/%C5%BB/../7', 'unmatched'],
  ['/contacts/%', 'unmatched'],
])('the address %s is logged as %s', async (address, route) => {
  await request(app).get(address);
  expect(lines().map((line) => line.route)).toEqual([route]);
});
