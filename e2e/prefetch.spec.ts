// Chromium prefetches a page by the site's speculation rules while the pointer rests on its link.
import type { Page, Request } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { dateFromToday } from './support/days.ts';
import { addTask, completeTask } from './support/work.ts';

test.describe.configure({ timeout: 120_000 });

test('a hovered link is prefetched', { tag: '@desktop' }, async ({ page, owner }) => {
  await owner.addContact({ first_name: 'Ewa', last_name: 'Lis' });
  await page.goto('/tasks/');
  await fetchAhead(page, '.tab-contacts', '/contacts/');
  await page.locator('.tab-contacts').click();
  await expect(page.getByRole('link', { name: 'Ewa Lis' })).toBeVisible();
  expect(await deliveryOf(page)).toBe('navigational-prefetch');
});

test('a prefetched page shows what a script saved since', { tag: ['@desktop', '@full'] }, async ({
  page,
  owner: _,
}) => {
  await page.goto('/tasks/');
  await addTask(page, 'Call the bank', dateFromToday(0, 'Europe/Warsaw'));
  await page.goto('/tasks/');
  await fetchAhead(page, '.tab-today', '/dashboard/');
  await completeTask(page, 'Call the bank');
  await expect(page.getByText('Done.', { exact: true })).toBeVisible();
  await page.locator('.tab-today').click();
  await expect(page.locator('.done-list')).toContainText('Call the bank');
  await expect(page.locator('.today-row')).toHaveCount(0);
});

test('a prefetched page shows what another window saved since', { tag: ['@desktop', '@full'] }, async ({
  page,
  context,
  owner: _,
}) => {
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

test('account pages, sign-out and files are never prefetched', { tag: '@desktop' }, async ({ page, owner: _ }) => {
  await page.goto('/accounts/profile/');
  const ahead: string[] = [];
  page.on('request', (request) => isAhead(request) && ahead.push(request.url()));
  for (const name of ['Set up', 'Download or load your data', 'Delete account…']) {
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
