import type { Page } from '@playwright/test';
import { expect, test, withAndWithoutScripts } from './fixtures.ts';
import type { Owner } from './support/owner.ts';

withAndWithoutScripts(() => {
  test('finds a contact without accents, by company and by phone', async ({ page, owner }) => {
    await addPeople(owner);
    await page.goto('/contacts/');
    for (const words of ['lukasz zolty', 'huta', '600100200']) {
      await page.getByLabel('Search contacts').fill(words);
      await page.getByRole('main').getByRole('button', { name: 'Search' }).click();
      await expect.poll(() => namesIn(page), words).toEqual(['Łukasz Żółty']);
    }
    await page.getByLabel('Search contacts').fill('nobody of that name');
    await page.getByRole('main').getByRole('button', { name: 'Search' }).click();
    await page.getByRole('link', { name: 'Show all contacts' }).click();
    await expect.poll(() => namesIn(page)).toHaveLength(3);
  });

  test('filters by status, and sorts by the alphabet', { tag: '@phone' }, async ({ page, owner }) => {
    await addPeople(owner);
    await page.goto('/contacts/');
    await expect.poll(() => namesIn(page)).toEqual(['Marek Zalewski', 'Lena Adamska', 'Łukasz Żółty']);
    await page.getByRole('link', { name: 'Customer' }).click();
    await expect.poll(() => namesIn(page)).toEqual(['Lena Adamska']);
    await page.getByRole('navigation', { name: 'Status' }).getByRole('link', { name: 'All' }).click();
    await page.getByRole('navigation', { name: 'Sort by' }).getByRole('link', { name: 'Name' }).click();
    await expect.poll(() => namesIn(page)).toEqual(['Lena Adamska', 'Marek Zalewski', 'Łukasz Żółty']);
  });

  test('has pages of twenty', async ({ page, owner }) => {
    for (let number = 10; number < 35; number++) await owner.addContact({ first_name: `Person ${number}` });
    await page.goto('/contacts/?sort=name');
    await expect.poll(() => namesIn(page)).toHaveLength(20);
    await page.getByRole('link', { name: 'Next page' }).click();
    await expect(page).toHaveURL('/contacts/?sort=name&page=2');
    await expect.poll(() => namesIn(page)).toEqual([30, 31, 32, 33, 34].map((number) => `Person ${number}`));
    await page.getByRole('link', { name: 'Previous page' }).click();
    await expect.poll(() => namesIn(page)).toContain('Person 10');
  });
});

async function addPeople(owner: Owner): Promise<void> {
  const company = await owner.addCompany({ name: 'Huta Kwiat' });
  await owner.addContact({
    first_name: 'Łukasz',
    last_name: 'Żółty',
    company: String(company),
    phone: '+48 600 100 200',
  });
  await owner.addContact({ first_name: 'Lena', last_name: 'Adamska', status: 'customer' });
  await owner.addContact({ first_name: 'Marek', last_name: 'Zalewski', status: 'prospect' });
}

function namesIn(page: Page): Promise<string[]> {
  return page.getByRole('main').locator('.who-name').allTextContents();
}
