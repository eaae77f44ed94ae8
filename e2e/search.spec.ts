import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectAccessible } from './support/axe.ts';
import type { Owner } from './support/owner.ts';
import { expectNoSidewaysScroll } from './support/screen.ts';

async function arrange(owner: Owner): Promise<number> {
  const company = await owner.addCompany({ name: 'Stolarnia Dąb' });
  const id = await owner.addContact({ first_name: 'Łukasz', last_name: 'Żółty', company: String(company) });
  await owner.send(`/contacts/${id}/interactions/create/`, { content: 'Pytał o dębowy stół.' });
  await owner.send('/tasks/create/', { title: 'Wycena dębowego blatu' });
  return id;
}

const chosen = (page: Page) => page.getByRole('option', { selected: true });

test('/ searches everything; arrow keys cross the groups, Enter opens', { tag: '@desktop' }, async ({
  page,
  owner,
}) => {
  await arrange(owner);
  await page.goto('/dashboard/');
  await page.keyboard.press('/');
  const field = page.getByRole('combobox', { name: 'Search people, companies, tasks and notes' });
  await expect(field).toBeFocused();
  await expect(page.getByRole('option', { name: /Łukasz Żółty/ })).toBeVisible();
  await page.keyboard.type('dab');
  await expect(chosen(page)).toContainText('Łukasz Żółty');
  await page.keyboard.press('ArrowDown');
  await expect(chosen(page)).toContainText('Stolarnia Dąb');
  await expect(field).toHaveAttribute('aria-activedescendant', (await chosen(page).getAttribute('id')) ?? '');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Stolarnia Dąb');
});

test('Enter before the answer opens the first hit of what was typed', { tag: '@desktop' }, async ({ page, owner }) => {
  const id = await arrange(owner);
  await page.goto('/tasks/');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('zolty');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/contacts/${id}/`);
});

test('a late answer to an earlier search is discarded', { tag: '@desktop' }, async ({ page, owner }) => {
  await arrange(owner);
  await page.route('**/search/?search=zolty', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await route.continue();
  });
  await page.goto('/dashboard/');
  await page.keyboard.press('/');
  await page.keyboard.type('zolty');
  await page.waitForRequest('**/search/?search=zolty');
  const late = page.waitForResponse('**/search/?search=zolty');
  await page.getByRole('combobox').fill('wycena');
  await expect(chosen(page)).toContainText('Wycena dębowego blatu');
  await late;
  await expect(chosen(page)).toContainText('Wycena dębowego blatu');
  await expect(page.getByRole('option', { name: /Łukasz/ })).toHaveCount(0);
});

test('Escape closes it and returns the focus', { tag: '@desktop' }, async ({ page, owner: _ }) => {
  await page.goto('/contacts/');
  const link = page.getByRole('link', { name: 'Search', exact: true });
  await link.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(link).toBeFocused();
});

test('an unknown name can be added', { tag: '@desktop' }, async ({ page, owner: _ }) => {
  await page.goto('/dashboard/');
  await page.keyboard.press('/');
  await page.keyboard.type('Jan Kowalski');
  await expect(chosen(page)).toHaveText('Add this as a person');
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Who is it?')).toHaveValue('Jan Kowalski');
});

test('palette and page are accessible and fit', { tag: '@phone' }, async ({ page, owner }) => {
  test.setTimeout(180_000);
  await arrange(owner);
  await page.goto('/contacts/');
  await page.getByRole('link', { name: 'Search', exact: true }).click();
  await page.getByRole('combobox').fill('deb');
  await expect(chosen(page)).toContainText('dęb');
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.goto('/search/?search=deb');
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('search is a page', async ({ page, owner }) => {
    const id = await arrange(owner);
    await page.goto('/dashboard/');
    await page.getByRole('link', { name: 'Search', exact: true }).click();
    await page.getByRole('searchbox').fill('stol debowy');
    await page.getByRole('main').getByRole('button', { name: 'Search' }).click();
    await expect(page.locator('mark').first()).toHaveText('dębowy');
    await page
      .getByRole('main')
      .getByRole('link', { name: /dębowy stół/ })
      .click();
    await expect(page).toHaveURL(new RegExp(`/contacts/${id}/#interaction-`));
  });
});
