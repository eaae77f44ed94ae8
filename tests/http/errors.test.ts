import { createServer } from 'node:net';
import supertest from 'supertest';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createApp } from '../../src/app.ts';
import { connect } from '../../src/db/client.ts';
import { errorStatus, HttpError } from '../../src/http/errors.ts';
import { createUser, dom, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';
import { problemsOf } from '../support/html.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
beforeEach(emptyDatabase);

describe('errorStatus', () => {
  const coded = (code: string) => Object.assign(new Error('x'), { code });
  const inDatabase = (originalCode: string) =>
    Object.assign(coded('P2039'), { meta: { driverAdapterError: { cause: { originalCode } } } });

  test.each([
    [new HttpError(429), 429],
    [coded('P2025'), 404],
    [coded('P2020'), 404],
    [coded('P2003'), 422],
    [coded('P2039'), 500],
    [coded('22021'), 422],
    [inDatabase('22021'), 422],
    [inDatabase('23514'), 422],
    [inDatabase('P0001'), 500],
    [coded('EBADCSRFTOKEN'), 403],
    [coded('P2024'), 503],
    [coded('ECONNREFUSED'), 503],
    [coded('57P01'), 503],
    [coded('57014'), 503],
    [coded('53100'), 507],
    [inDatabase('53100'), 507],
    [coded('toString'), 500],
    [new Error('Connection terminated unexpectedly'), 503],
    [new Error('Client has encountered a connection error and is not queryable'), 503],
    [new Error('x', { cause: new Error('connect ECONNREFUSED ::1:5432') }), 503],
    [Object.assign(new Error('x'), { name: 'PrismaClientInitializationError' }), 503],
    [Object.assign(new Error('too large'), { status: 413 }), 413],
    [Object.assign(new Error('x'), { status: 302 }), 500],
    [Object.assign(new Error('x'), { status: 599 }), 500],
    [new TypeError('x'), 500],
    ['a text', 500],
  ])('%o is %i', (error, status) => {
    expect(errorStatus(error)).toBe(status);
  });

  test('a failed check or a NUL is 422, an exception in a trigger 500', async () => {
    const { prisma } = app.database;
    const told = async (work: Promise<unknown>) => work.then(() => 0, errorStatus);
    const { id: user_id } = await createUser(app);
    expect(await told(prisma.company.create({ data: { user_id, name: '' } }))).toBe(422);
    expect(await told(prisma.company.create({ data: { user_id, name: 'a\0b' } }))).toBe(422);
    await sql(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'no'; END$$`);
    await sql('CREATE TRIGGER refuse BEFORE INSERT ON companies FOR EACH ROW EXECUTE FUNCTION refuse()');
    const byTrigger = await told(prisma.company.create({ data: { user_id, name: 'x' } }));
    await sql('DROP FUNCTION refuse() CASCADE');
    expect(byTrigger).toBe(500);
  });

  test.each([null, undefined])('even %o is 500', (error) => {
    expect(errorStatus(error)).toBe(500);
  });
});

describe.each(['en', 'pl'] as const)('in %s', (locale) => {
  const visitor = (headers = {}) => new Visitor(app, { 'Accept-Language': locale, ...headers });
  const member = async () => visitor().signIn(await createUser(app, 'alice', { locale }));
  const words = {
    en: {
      400: 'doesn’t work',
      403: 'form has expired',
      404: 'Nothing here',
      413: 'too much at once',
      503: 'Back in a moment',
    },
    pl: {
      400: 'adres jest nieprawidłowy',
      403: 'formularz wygasł',
      404: 'Nic tu nie ma',
      413: 'za dużo naraz',
      503: 'Zaraz wracamy',
    },
  }[locale];

  async function expectPage(response: supertest.Response, status: keyof typeof words) {
    expect([response.status, response.type]).toEqual([status, 'text/html']);
    expect(dom(response)('h1').text()).toContain(words[status]);
    expect(response.headers['cache-control']).toBe('no-store');
    expect(response.headers['content-security-policy']).toContain("object-src 'none'");
    expect(await problemsOf(response.text, locale)).toEqual([]);
  }

  test('an unknown address', async () => {
    const browser = await member();
    for (const path of [
      '/no/such/page/',
      '/contacts/abc/',
      '/contacts/1/no/',
      '/favicon.icon',
      '/admin/../x',
      '/.env',
    ]) {
      await expectPage(await browser.get(path), 404);
    }
  });

  test('an address that cannot be read', async () => {
    const browser = await member();
    for (const path of ['/contacts/%/', '/contacts/%E0%A4%A/edit/', '/companies/%ff/'])
      await expectPage(await browser.get(path), 400);
  });

  test('a form without its token', async () => {
    await expectPage(await visitor().postRaw('/accounts/login/', { username: 'x' }), 403);
  });

  test('a body of 5 MB', async () => {
    const browser = await member();
    await expectPage(await browser.post('/contacts/create/', { notes: 'x'.repeat(5_000_000) }), 413);
  });

  test('an unreachable database', async () => {
    const gone = { ...app, app: createApp({ config: app.config, database: connect(await deadAddress()) }) };
    const lost = new Visitor(gone, { 'Accept-Language': locale, Cookie: 'sid=s%3Aabc.def' });
    expect((await lost.get('/')).status).toBeLessThan(400);
    const response = await lost.post('/accounts/login/', { username: 'x', password: 'y' });
    await expectPage(response, 503);
    expect(response.headers['retry-after']).toBe('5');
    expect(response.text).toMatch(/[0-9a-f]{8}/);
    expect((await lost.get('/healthz')).status).toBe(200);
    expect((await lost.get('/readyz')).status).toBe(503);
  });
});

async function deadAddress(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return `postgresql://x:y@127.0.0.1:${port}/z`;
}

describe('a bug of ours', () => {
  /** An app whose sign-in has a bug. */
  async function broken(environment = {}) {
    const { config, database, clock } = await testApp({ environment });
    const prisma = new Proxy(database.prisma, { get: () => undefined });
    return new Visitor({ config, database, clock, app: createApp({ config, database: { ...database, prisma } }) });
  }
  const signIn = async (browser: Visitor) => browser.post('/accounts/login/', { username: 'x', password: 'y' });

  test('shows no stack, but a reference', async () => {
    const response = await signIn(await broken());
    expect(response.status).toBe(500);
    expect(response.text).toMatch(/number: [0-9a-f]{8}/);
    expect(response.text).not.toMatch(/TypeError|node_modules|reading/);
  });

  test('shows the stack with DEBUG', async () => {
    expect((await signIn(await broken({ DEBUG: 'True' }))).text).toContain('TypeError');
  });
});

test.each([
  ['application/json', '{"username":"x"}'],
  ['multipart/form-data; boundary=x', '--x--'],
  ['text/plain', 'x'],
  ['application/x-www-form-urlencoded; charset=x-unknown', 'a=b'],
  ['application/x-www-form-urlencoded', Array.from({ length: 1500 }, (_, i) => `a${i}=1`).join('&')],
])('a body of the type %s is refused', async (type, body) => {
  const response = await supertest(app.app).post('/accounts/login/').set('Content-Type', type).send(body);
  expect(response.status).toBeGreaterThanOrEqual(400);
  expect(response.status).toBeLessThan(500);
  expect(response.type).toBe('text/html');
});

test.each(['put', 'patch', 'delete', 'options', 'trace'] as const)('the method %s does nothing', async (method) => {
  const response = await supertest(app.app)[method]('/contacts/1/');
  expect(response.status).toBeLessThan(500);
  expect(response.status).not.toBe(204);
});
