// Pages fetched ahead: Chromium does it by the rules the site sends, while the pointer rests on a link.
import type { Page, Request } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { dayFrom } from './support/days.ts';
import { addTask, tick } from './support/work.ts';

test.describe.configure({ timeout: 120_000 });

test('a link the pointer rests on is there at once', { tag: '@once' }, async ({ page, owner }) => {
  await owner.addContact({ first_name: 'Ewa', last_name: 'Lis' });
  await page.goto('/tasks/');
  await fetchAhead(page, '.tab-contacts', '/contacts/');
  await page.locator('.tab-contacts').click();
  await expect(page.getByRole('link', { name: 'Ewa Lis' })).toBeVisible();
  expect(await deliveryOf(page)).toBe('navigational-prefetch');
});

test('what a script saved meanwhile is on it', { tag: '@once' }, async ({ page, owner: _ }) => {
  await page.goto('/tasks/');
  await addTask(page, 'Call the bank', dayFrom(0, 'Europe/Warsaw'));
  await page.goto('/tasks/');
  await fetchAhead(page, '.tab-today', '/dashboard/');
  await tick(page, 'Call the bank');
  await expect(page.getByText('Done.', { exact: true })).toBeVisible();
  await page.locator('.tab-today').click();
  await expect(page.locator('.done-list')).toContainText('Call the bank');
  await expect(page.locator('.waiting-row')).toHaveCount(0);
});

test('what was saved in another window is on it', { tag: '@once' }, async ({ page, context, owner: _ }) => {
  await page.goto('/tasks/');
  await fetchAhead(page, '.tab-contacts', '/contacts/');
  const other = await context.newPage();
  await other.goto('/contacts/create/');
  await other.getByLabel('First name').fill('Ewa');
  await other.getByRole('button', { name: 'Save contact' }).click();
  await expect(other.getByRole('heading', { level: 1 })).toHaveText('Ewa');
  await page.bringToFront();
  await page.locator('.tab-contacts').click();
  await expect(page.getByRole('link', { name: 'Ewa' })).toBeVisible();
});

test('never the account, the way out or a file', { tag: '@once' }, async ({ page, owner: _ }) => {
  await page.goto('/accounts/profile/');
  const ahead: string[] = [];
  page.on('request', (request) => isAhead(request) && ahead.push(request.url()));
  for (const name of ['Set it up', 'Download everything (JSON)', 'Delete the account…']) {
    await page.getByRole('link', { name }).hover();
    await page.waitForTimeout(600);
  }
  await page.locator('.menu > summary').click();
  for (const name of ['Profile and settings', 'Sign out']) {
    await page.getByRole('link', { name }).hover();
    await page.waitForTimeout(600);
  }
  expect(ahead).toEqual([]);
});

async function fetchAhead(page: Page, link: string, path: string): Promise<void> {
  const fetched = page.waitForEvent('requestfinished', (request) => isAhead(request) && request.url().endsWith(path));
  await page.locator(link).hover();
  await fetched;
}

function isAhead(request: Request): boolean {
  return (request.headers()['sec-purpose'] ?? '').startsWith('prefetch');
}

async function deliveryOf(page: Page): Promise<string> {
  return page.evaluate<string>(`performance.getEntriesByType('navigation')[0].deliveryType`);
}
