// Small screens and large text, in Polish, whose words are longer: nothing scrolls sideways, breaks or overlaps, and a
// finger hits what it aims at.
import type { Page } from '@playwright/test';
import { exhaustive } from '../tests/support/exhaustive.ts';
import { test } from './fixtures.ts';
import { expectGoodLayout, type Screen } from './support/layout.ts';
import type { Owner } from './support/owner.ts';
import { emptyPages, longPages, visitorPages } from './support/pages.ts';

const phones: Screen[] = [
  { width: 320, text: 100 },
  { width: 360, text: 200 },
];
const desks: Screen[] = [
  { width: 1280, text: 150 },
  { width: 1280, text: 200 },
];
const mainPages = ['/dashboard/', '/contacts/', '/tasks/'];

test('main pages with examples', { tag: '@phone' }, async ({ page, owner, isMobile }) => {
  await fillWithExamples(page, owner);
  await lookAtAll(page, [...mainPages, await firstPerson(page)], isMobile);
});

test.describe('all pages', { tag: '@phone' }, () => {
  test.describe.configure({ timeout: 600_000 });
  test.skip(!exhaustive, 'only in npm run test:full');

  test('for visitors', async ({ page, isMobile }) => lookAtAll(page, visitorPages, isMobile));

  test('of an empty account', async ({ page, owner, isMobile }) => {
    await speakPolish(owner);
    await lookAtAll(page, emptyPages, isMobile);
  });

  test('with the longest texts', async ({ page, owner, isMobile }) => {
    const paths = await longPages(owner, 3);
    await speakPolish(owner);
    await lookAtAll(page, paths, isMobile);
  });

  test('that links lead to from those with examples', async ({ page, owner, isMobile }) => {
    await fillWithExamples(page, owner);
    await lookAtAll(page, await linkedPages(page), isMobile);
  });
});

async function lookAtAll(page: Page, paths: string[], isMobile: boolean): Promise<void> {
  for (const screen of isMobile ? phones : desks) {
    await page.setViewportSize({ width: screen.width, height: 740 });
    for (const path of paths) {
      await page.goto(path);
      await expectGoodLayout(page, screen, isMobile);
    }
  }
}

async function speakPolish(owner: Owner): Promise<void> {
  await owner.send('/accounts/profile/', { locale: 'pl', time_zone: 'Europe/Warsaw' });
}

async function fillWithExamples(page: Page, owner: Owner): Promise<void> {
  await speakPolish(owner);
  await page.goto('/dashboard/');
  await page.locator('form[action="/sample/fill/"] button').click();
  await page.waitForURL('/dashboard/');
}

async function firstPerson(page: Page): Promise<string> {
  await page.goto('/contacts/');
  return (await page.locator('.who').first().getAttribute('href')) ?? '';
}

/** One page of each kind: addresses that differ by an id or a value only are one. */
async function linkedPages(page: Page): Promise<string[]> {
  const kinds = new Map<string, string>();
  for (const path of [...mainPages, '/companies/', '/activity/', '/search/?search=an', await firstPerson(page)]) {
    await page.goto(path);
    for (const link of await page.locator('a[href^="/"]').all()) {
      const href = (await link.getAttribute('href')) ?? '';
      kinds.set(href.replace(/\d+/g, 'N').replace(/=[^&]*/g, ''), href);
    }
  }
  return [...kinds.values()].filter((href) => !/export|problems|\/accounts\/avatar/.test(href));
}
