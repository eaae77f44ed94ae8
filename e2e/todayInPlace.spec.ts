// A day on Today: rows are postponed, completed and logged without leaving the page.
import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectSampleAccessible } from './support/axe.ts';
import { dateFromToday } from './support/days.ts';
import type { Owner } from './support/owner.ts';
import { expectNoSidewaysScroll } from './support/screen.ts';
import { expectBadge } from './support/work.ts';

const price = 'Price of walnut stools';
const rent = 'Pay the rent';
const veneer = 'Order veneer';

test('the rows are worked off in place', { tag: '@phone' }, async ({ page, owner }) => {
  await addRows(owner);
  await page.goto('/dashboard/');
  await page.evaluate('document.body.dataset.stays = "yes"');

  await test.step('a postponed row leaves for the coming days', async () => {
    await rowOf(page, rent).locator('summary').click();
    await rowOf(page, rent).getByRole('button', { name: 'In a week' }).click();
    await expect(rowOf(page, rent)).toHaveCount(0);
    await expect(page.getByText(/^Moved to /)).toBeVisible();
    await expect(page.locator('.today-sentence')).toContainText('2 tasks are late');
    await expectBadge(page, 2);
  });

  await test.step('Done asks what was said; what is typed stays while another row is done', async () => {
    await complete(page, price);
    await expectNoSidewaysScroll(page);
    await expectSampleAccessible(page);
    await lineOf(page, price).getByRole('radio', { name: 'Call' }).check();
    await lineOf(page, price).getByLabel('Note', { exact: true }).last().fill('Takes six.');
    await complete(page, veneer);
    await lineOf(page, veneer).getByRole('radio', { name: 'Nothing' }).press('Escape');
    await expect(rowOf(page, veneer)).toHaveCount(0);
    await expect(page.locator('.done-list')).toContainText(veneer);
  });

  await test.step('Enter saves the line and plans the next step', async () => {
    await lineOf(page, price).getByRole('radio', { name: 'In a week' }).check();
    await lineOf(page, price).locator('textarea').press('Enter');
    await expect(page.getByText(/^Saved\. Next step: /)).toBeVisible();
    await expect(rowOf(page, price)).toHaveCount(0);
    await expect(page.locator('.recent-text')).toHaveText('Takes six.');
    await expectBadge(page, 0);
  });

  await test.step('Undo takes back all of it', async () => {
    await page.locator('[data-task-message]').getByRole('button', { name: 'Undo' }).click();
    await expect(rowOf(page, price)).toContainText('8 days late');
    await expect(page.locator('.recent-text')).toHaveCount(0);
    await expect(page.getByText('Follow up with')).toHaveCount(0);
    await expectBadge(page, 1);
    await expect(page.locator('body[data-stays]')).toHaveCount(1);
  });

  await test.step('the page of the follow-up fits and is accessible', async () => {
    const edit = rowOf(page, price).locator('.menu-panel a').last();
    const path = new URL((await edit.getAttribute('href')) ?? '', page.url()).pathname;
    await page.goto(path.replace('/edit/', '/follow-up/'));
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Done. What comes next?');
    await expectNoSidewaysScroll(page);
    await expectSampleAccessible(page);
  });
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('a small page asks after Done', { tag: '@noScripts' }, async ({ page, owner }) => {
    await addRows(owner);
    await page.goto('/dashboard/');
    await rowOf(page, price).getByRole('button', { name: 'Done' }).click();
    await expect(page.getByText('Done.', { exact: true })).toBeVisible();
    await page.locator('textarea[name=content]').fill('Takes six.');
    await page.getByRole('radio', { name: 'Tomorrow' }).check();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(page).toHaveURL('/dashboard/');
    await expect(page.locator('.recent-text')).toHaveText('Takes six.');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(rowOf(page, price)).toBeVisible();

    await rowOf(page, veneer).getByRole('button', { name: 'Done' }).click();
    await page.getByRole('link', { name: 'Skip', exact: true }).click();
    await expect(page.locator('.done-list')).toContainText(veneer);
  });
});

async function addRows(owner: Owner): Promise<void> {
  const contact = await owner.addContact({ first_name: 'Jan', last_name: 'Kowalski', phone: '600 100 200' });
  await owner.send('/tasks/create/', { title: price, due_date: dateFromToday(-8), contact: String(contact) });
  await owner.send('/tasks/create/', { title: rent, due_date: dateFromToday(-2) });
  await owner.send('/tasks/create/', { title: veneer, due_date: dateFromToday(-1) });
}

function rowOf(page: Page, title: string): Locator {
  return page.locator('.today-row').filter({ hasText: title });
}

function lineOf(page: Page, title: string): Locator {
  return page.getByRole('form', { name: `After “${title}”` });
}

async function complete(page: Page, title: string): Promise<void> {
  await rowOf(page, title).getByRole('button', { name: 'Done' }).click();
  await expect(lineOf(page, title)).toBeVisible();
}
