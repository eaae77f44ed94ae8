// The service that knows passwords from breaches is a server of the test's own.
import { once } from 'node:events';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, expect, test, vi } from 'vitest';
import { log } from '../../src/log/log.ts';
import { createResetToken } from '../../src/users/passwordReset.service.ts';
import { createStaff } from '../admin/support.ts';
import { createUser, dom, password, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';

// SHA-1 of "Nine blue teapots".
const [prefix, suffix] = ['86625', '28642FB3DED2C1BD21185D645167104E4A8'];
const listed = `${suffix}:3\r\n0018A45C4D1DEF81644B54AB7F969B88D65:1`;
const twice = { password1: password, password2: password };
const form = { username: 'new', ...twice };

beforeEach(emptyDatabase);

interface Asking {
  app: TestApp;
  /** What the service was asked. */
  paths: string[];
}

/** While the work goes on, the service answers so. */
async function asking(answer: RequestListener, work: (asking: Asking) => Promise<void>, limits = {}): Promise<void> {
  const paths: string[] = [];
  const server = createServer((req, res) => {
    paths.push(req.url ?? '');
    answer(req, res);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/range/`;
  try {
    const app = await testApp({ environment: { BREACHED_PASSWORDS_URL: url, ...limits } });
    vi.spyOn(log, 'warn');
    await work({ app, paths });
  } finally {
    server.close().closeAllConnections();
  }
}

test('is refused wherever a new one is chosen, and only five digits of its hash are told', async () => {
  await asking(
    (_req, res) => res.end(listed),
    async ({ app, paths }) => {
      const alice = await createUser(app);
      const token = await createResetToken(app.database.prisma, alice.id, new Date());
      const own = await signedIn(app, alice);
      const boss = await signedIn(app, await createStaff(app));
      const answers = [
        await new Visitor(app).post('/accounts/register/', form),
        await new Visitor(app).post(`/accounts/reset/${token}/`, twice),
        await own.post('/accounts/profile/password/', { old_password: 'any one', ...twice }),
        await boss.post('/admin/users/create/', form),
      ];
      for (const answer of answers) {
        expect(answer.status).toBe(422);
        expect(dom(answer)('#f-password1-error').text()).toContain('data breach');
      }
      expect(paths).toEqual(Array(4).fill(`/range/${prefix}`));
    },
  );
});

test('passes when it is only padding', async () => {
  await asking(
    (_req, res) => res.end(`${suffix}:0`),
    async ({ app }) => {
      expect((await new Visitor(app).post('/accounts/register/', form)).status).toBe(303);
      expect(log.warn).not.toHaveBeenCalled();
    },
  );
});

test.each<[string, RequestListener]>([
  ['fails', (_req, res) => res.writeHead(500).end()],
  ['hangs up', (_req, res) => res.destroy()],
  ['does not answer within three seconds', () => {}],
  ['does not finish within three seconds', (_req, res) => res.write('0')],
])('passes, with a line in the log, when the service %s', async (_, answer) => {
  const real = AbortSignal.timeout.bind(AbortSignal);
  const timeout = vi.spyOn(AbortSignal, 'timeout').mockImplementation(() => real(200));
  await asking(answer, async ({ app }) => {
    expect((await new Visitor(app).post('/accounts/register/', form)).status).toBe(303);
    expect(timeout.mock.calls).toEqual([[3_000]]);
    expect(log.warn).toHaveBeenCalledOnce();
  });
});

test('is not looked up without the setting', async () => {
  const fetched = vi.spyOn(globalThis, 'fetch');
  expect((await new Visitor(await testApp()).post('/accounts/register/', form)).status).toBe(303);
  expect(fetched).not.toHaveBeenCalled();
});

test('strangers are limited before the service is asked', async () => {
  const limits = { SIGN_UPS_PER_HOUR: '2' };
  await asking(
    (_req, res) => res.end(listed),
    async ({ app, paths }) => {
      const visitor = new Visitor(app);
      const statuses: number[] = [];
      for (let attempt = 0; attempt < 4; attempt++)
        statuses.push((await visitor.post('/accounts/register/', form)).status);
      expect(statuses).toEqual([422, 422, 429, 429]);
      expect(paths).toHaveLength(2);
    },
    limits,
  );
  expect(await sql('SELECT FROM users')).toEqual([]);
});
