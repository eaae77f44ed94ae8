// What must hold on every page. The guard of each test checks that no request leaves the site and no error is logged.
import type { Page } from '@playwright/test';
import { TOTP } from 'otpauth';
import { expect, test } from './fixtures.ts';
import { signIn, signOut } from './support/accounts.ts';
import { expectSampleAccessible } from './support/axe.ts';
import { Owner, password } from './support/owner.ts';
import { emptyPages, longPages, visitorPages } from './support/pages.ts';
import { expectNoSidewaysScroll } from './support/screen.ts';
import { adminPages, signInStaff } from './support/staff.ts';

test.describe.configure({ timeout: 300_000 });

test('pages for visitors', { tag: '@phone' }, async ({ page }) => {
  await lookAtAll(page, visitorPages);
});

test('pages of a new owner', { tag: '@phone' }, async ({ page, owner: _ }) => {
  await lookAtAll(page, emptyPages);
});

test('pages with the longest texts', { tag: '@phone' }, async ({ page, owner }) => {
  await lookAtAll(page, await longPages(owner));
});

test('pages in Polish', { tag: '@phone' }, async ({ page, owner }) => {
  await owner.send('/accounts/profile/', { locale: 'pl', time_zone: 'Europe/Warsaw' });
  for (const path of emptyPages) {
    await page.goto(path);
    await expectNoSidewaysScroll(page);
  }
});

test('forms with errors', { tag: '@phone' }, async ({ page, owner: _ }) => {
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

test('pages of the admin area', { tag: ['@phone', '@full'] }, async ({ page, playwright, baseURL }) => {
  const elsewhere = await playwright.request.newContext(baseURL ? { baseURL } : {});
  const user = await Owner.register(elsewhere);
  await longPages(user, 2);
  const staff = await signInStaff(page.context().request);
  for (const path of await adminPages(staff, user.username)) await lookOnceAt(page, path);
  await page.goto('/admin/users/create/');
  await sendAnything(page);
  await lookOnceAt(page);
  const email = `${staff.username}@example.com`;
  await staff.send('/accounts/profile/', { email, locale: 'pl', time_zone: 'Europe/Warsaw' });
  for (const path of ['/admin/', '/admin/users/', '/admin/sign-ups/', '/admin/log/']) {
    await page.goto(path);
    await expectNoSidewaysScroll(page);
  }
  await elsewhere.dispose();
});

test('two-factor sign-in: setup, recovery codes, signing in', async ({ page, owner }) => {
  await page.goto('/accounts/two-factor/');
  await page.getByRole('button', { name: 'Set up' }).click();
  const key = await page.locator('.secret').innerText();
  await lookOnceAt(page);
  await page.getByRole('textbox', { name: 'Code' }).fill(new TOTP({ secret: key.replaceAll(' ', '') }).generate());
  await page.getByLabel('Current password').fill(password);
  await page.getByRole('button', { name: 'Turn on' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('It’s on. Save your recovery codes');
  const [code = ''] = await page.locator('.recovery-codes code').allInnerTexts();
  await lookOnceAt(page);
  await lookOnceAt(page, '/accounts/two-factor/');
  await signOut(page);
  await signIn(page, owner.username);
  await lookOnceAt(page);
  await page.getByRole('textbox', { name: 'Code' }).fill(code);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL('/dashboard/');
});

test('an edit conflict', { tag: '@phone' }, async ({ page, context, owner }) => {
  const id = await owner.addContact({ first_name: 'Ewa', notes: 'First' });
  await page.goto(`/contacts/${id}/edit/`);
  const other = await context.newPage();
  await other.goto(`/contacts/${id}/edit/`);
  for (const [window, notes] of [
    [other, 'Second '.repeat(20)],
    [page, `Third${'x'.repeat(200)}`],
  ] as const) {
    await window.getByLabel('Notes').fill(notes);
    await window.getByRole('button', { name: 'Save contact' }).click();
    if (window === other) await expect(window).toHaveURL(`/contacts/${id}/`);
  }
  await expect(page.getByRole('heading', { name: 'This was changed in the meantime' })).toBeVisible();
  await lookOnceAt(page);
});

async function lookAtAll(page: Page, paths: string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(path);
    await lookAt(page);
  }
}

async function lookAt(page: Page): Promise<void> {
  await expectNoSidewaysScroll(page);
  await expectSampleAccessible(page);
}

/** Rare pages: they must fit a phone, but axe checks them on the desktop only, in both color schemes. */
async function lookOnceAt(page: Page, path?: string): Promise<void> {
  if (path) await page.goto(path);
  await expectNoSidewaysScroll(page);
  if ((page.viewportSize()?.width ?? 0) > 600) await expectSampleAccessible(page);
}

/** Skips the browser's own validation. */
async function sendAnything(page: Page): Promise<void> {
  const button = page.getByRole('main').locator('button[type=submit]').first();
  await button.evaluate((element) => element.setAttribute('formnovalidate', ''));
  await button.click();
  await expect(page.getByRole('alert')).toBeVisible();
}
