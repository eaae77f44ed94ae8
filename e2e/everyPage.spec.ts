// What must hold on every page; that nothing leaves the site and no error is written is seen by the guard of each test.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectAccessible } from './support/axe.ts';
import { emptyPages, longPages, visitorPages } from './support/pages.ts';
import { expectNoSidewaysScroll } from './support/screen.ts';

test.describe.configure({ timeout: 300_000 });

test('pages for visitors', async ({ page }) => {
  await lookAtAll(page, visitorPages);
});

test('pages of a new owner', async ({ page, owner: _ }) => {
  await lookAtAll(page, emptyPages);
});

test('pages with as much text as there can be', async ({ page, owner }) => {
  await lookAtAll(page, await longPages(owner));
});

test('pages in Polish', async ({ page, owner }) => {
  await owner.send('/accounts/profile/', { locale: 'pl', time_zone: 'Europe/Warsaw' });
  for (const path of emptyPages) {
    await page.goto(path);
    await expectNoSidewaysScroll(page);
  }
});

test('forms that come back with errors', async ({ page, owner: _ }) => {
  await page.goto('/contacts/create/');
  await page.getByLabel('Email').fill('nothing');
  await sendAnything(page);
  await lookAt(page);
  await page.goto('/companies/create/');
  await sendAnything(page);
  await lookAt(page);
  await page.context().clearCookies();
  for (const path of ['/accounts/register/', '/accounts/login/']) {
    await page.goto(path);
    await sendAnything(page);
    await lookAt(page);
  }
});

async function lookAtAll(page: Page, paths: string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(path);
    await lookAt(page);
  }
}

async function lookAt(page: Page): Promise<void> {
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
}

/** Past the browser's own check of required fields. */
async function sendAnything(page: Page): Promise<void> {
  const button = page.getByRole('main').locator('button[type=submit]').first();
  await button.evaluate((element) => element.setAttribute('formnovalidate', ''));
  await button.click();
  await expect(page.getByRole('alert')).toBeVisible();
}
