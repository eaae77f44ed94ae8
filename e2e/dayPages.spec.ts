// The pages of the day with examples and with endless words: everything is accessible and fits the screen.
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectSampleAccessible } from './support/axe.ts';
import { dateFromToday } from './support/days.ts';
import type { Owner } from './support/owner.ts';
import { expectNoSidewaysScroll } from './support/screen.ts';

test.describe.configure({ timeout: 300_000 });

const pages = [
  '/dashboard/',
  '/tasks/',
  '/tasks/create/',
  '/contacts/?sort=next',
  '/quick-add/',
  '/quick-add/note/',
  '/quick-add/task/',
  '/search/?search=an',
  '/shortcuts/',
];

test('with the examples', { tag: '@phone' }, async ({ page, owner: _ }) => {
  await fillExamples(page);
  for (const path of [...pages, await firstContact(page), await firstTask(page)]) {
    await page.goto(path);
    await expectNoSidewaysScroll(page);
    await expectSampleAccessible(page);
  }
  await page.goto('/tasks/');
  await page.locator('.task-row summary').first().click();
  await expectNoSidewaysScroll(page);
  await expectSampleAccessible(page);
});

test('with the examples in Polish', { tag: ['@phone', '@full'] }, async ({ page, owner }) => {
  await fillExamples(page);
  await owner.send('/accounts/profile/', { locale: 'pl', time_zone: 'Europe/Warsaw' });
  for (const path of [...pages, await firstContact(page), await firstTask(page)]) {
    await page.goto(path);
    await expectNoSidewaysScroll(page);
    await expectNothingBesideCards(page);
  }
});

test('with endless words', { tag: '@phone' }, async ({ page, owner }) => {
  for (const path of await fillWithLongWords(owner)) {
    await page.goto(path);
    await expectNoSidewaysScroll(page);
  }
});

test('the main flow in Polish', { tag: ['@desktop', '@full'] }, async ({ page, owner }) => {
  await owner.send('/accounts/profile/', { locale: 'pl', time_zone: 'Europe/Warsaw' });
  await page.goto('/dashboard/');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Dziś');
  await expect(page.getByRole('heading', { name: 'Pierwsze kroki' })).toBeVisible();
  await page.getByRole('main').getByRole('link', { name: 'Dodaj kontakt' }).first().click();
  await page.getByLabel('Imię').fill('Ewa');
  await page.getByRole('button', { name: 'Zapisz kontakt' }).click();
  await expect(page.getByText('Nic w planach', { exact: true })).toBeVisible();

  await page.getByRole('radio', { name: 'Spotkanie' }).check();
  await page.getByRole('textbox', { name: 'Notatka', exact: true }).fill('Chce dębowy stół.');
  await page.getByRole('radio', { name: 'Jutro' }).check();
  await page.getByRole('button', { name: 'Zapisz', exact: true }).click();
  await expect(page.locator('.flash')).toContainText('Zapisano. Następny krok: ');
  await expect(page.locator('.contact-overview')).toContainText(/Ewa\s+Jutro/);
  await expect(page.getByRole('heading', { name: /^Historia/ })).toBeVisible();

  await owner.send('/tasks/create/', { title: 'Faktura', due_date: dateFromToday(-5) });
  await page.goto('/tasks/');
  await expect(page.getByRole('heading', { name: 'Po terminie' })).toBeVisible();
  await expect(page.getByText('5 dni po terminie')).toBeVisible();
  await page.getByRole('button', { name: 'Oznacz „Faktura” jako zrobione' }).click();
  const done = page.getByRole('status').filter({ hasText: 'Zrobione.' });
  await expect(done.getByRole('button', { name: 'Cofnij' })).toBeVisible();
});

async function fillExamples(page: Page): Promise<void> {
  await page.goto('/dashboard/');
  await page.getByRole('button', { name: 'Fill with examples' }).click();
  await expect(page.getByText('These are examples.')).toBeVisible({ timeout: 30_000 });
}

async function firstContact(page: Page): Promise<string> {
  await page.goto('/contacts/?sort=next');
  return (await page.locator('.who').first().getAttribute('href')) ?? '';
}

async function firstTask(page: Page): Promise<string> {
  await page.goto('/tasks/');
  return (await page.locator('.task-row .row-title').first().getAttribute('href')) ?? '';
}

/** A card may clip its content, so that the page is not too wide and yet something is cut off. */
async function expectNothingBesideCards(page: Page): Promise<void> {
  const wide = await page
    .locator('.card, .card a, .card button')
    .evaluateAll((all) =>
      all
        .filter(({ scrollWidth, clientWidth }) => clientWidth > 0 && scrollWidth > clientWidth)
        .map(({ className, textContent }) => `${className}: ${textContent?.trim().slice(0, 60)}`),
    );
  expect.soft(wide, page.url()).toEqual([]);
}

/** Texts without a possible line break. */
const word = 'Konstantynopolitańczykowianeczka'.repeat(7);

async function fillWithLongWords(owner: Owner): Promise<string[]> {
  const name = word.slice(0, 100);
  const contact = await owner.addContact({ first_name: name, last_name: name, phone: '+48 123456789 001234' });
  const path = `/contacts/${contact}/`;
  await owner.send(`${path}interactions/create/`, {
    interaction_type: 'meeting',
    content: `${word} https://example.com/${word}`,
    next: 'tomorrow',
    next_title: word.slice(0, 200),
  });
  for (const days of [-400, 0, 5]) {
    const kept = { title: word.slice(0, 200), priority: 'high', repeat: 'monthly', description: word };
    await owner.send('/tasks/create/', {
      ...kept,
      contact: String(contact),
      due_date: dateFromToday(days),
      due_time: '00:01',
    });
  }
  const back = `?contact=${contact}`;
  return [...pages, path, `/tasks/${back}`, `/quick-add/note/${back}`, `/search/?search=${word.slice(0, 60)}`];
}
