// Starting and stopping the application with its embedded PostgreSQL.
import { spawnSync } from 'node:child_process';
import { createServer } from 'node:net';
import { endApp, type RealApp, startApp, startScript } from '../tests/faults/realApp.ts';
import { removeData, temporaryFolder } from '../tests/support/embedded.ts';
import { test as base, expect } from './fixtures.ts';
import { register, signIn } from './support/accounts.ts';

interface Home {
  dataDir: string;
  settings: { PORT: string };
}

/** An application for this test only. */
const test = base.extend<{ home: Home; app: RealApp }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the wanted fixtures from it.
  home: async ({}, use) => {
    const dataDir = temporaryFolder();
    await use({ dataDir, settings: { PORT: await freePort() } });
    removeData(dataDir);
  },
  app: async ({ home }, use) => {
    const app = await startApp(home.dataDir, home.settings);
    await use(app);
    await endApp(app, 'SIGTERM');
  },
  baseURL: async ({ app }, use) => use(app.address),
});

test.describe.configure({ timeout: 120_000 });

test('a second start says so and stops; a restart keeps sessions and records', { tag: ['@desktop', '@full'] }, async ({
  page,
  home,
  app,
}) => {
  const username = await register(page);
  await page.goto('/contacts/create/');
  await page.getByLabel('First name').fill('John');
  await page.getByLabel('Last name').fill('Doe');
  await page.getByRole('button', { name: 'Save contact' }).click();
  await expect(page.getByText('John Doe')).toBeVisible();

  expectSecondStartRefused(home);
  await page.goto('/contacts/');
  await expect(page.getByRole('link', { name: 'John Doe' })).toBeVisible();

  await endApp(app, 'SIGTERM');
  const again = await startApp(home.dataDir, home.settings);
  await page.goto('/contacts/');
  await expect(page.getByRole('link', { name: 'John Doe' })).toBeVisible();
  await page.context().clearCookies();
  await signIn(page, username);
  await expect(page).toHaveURL('/dashboard/');
  await endApp(again, 'SIGTERM');
});

function expectSecondStartRefused({ dataDir }: Home): void {
  const env = { PATH: process.env['PATH'], DATA_DIR: dataDir, PORT: '0' };
  const options = { cwd: dataDir, env, encoding: 'utf8', timeout: 60_000 } as const;
  const second = spawnSync(process.execPath, [startScript], options);
  expect(second.status).toBe(1);
  expect(second.stdout).toBe('');
  expect(second.stderr).toMatch(/^Mini CRM [^\n]+\n$/);
}

function freePort(): Promise<string> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(String(port)));
    });
  });
}
