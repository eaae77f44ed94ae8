import type { Page } from '@playwright/test';
import { expect, test, withAndWithoutScripts } from './fixtures.ts';
import { expectAccessible } from './support/axe.ts';
import type { Owner } from './support/owner.ts';

withAndWithoutScripts(
  () => {
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
      await openFilters(page);
      await page.getByRole('link', { name: 'Customer', exact: true }).click();
      await expect.poll(() => namesIn(page)).toEqual(['Lena Adamska']);
      await openFilters(page);
      await page.getByRole('navigation', { name: 'Status' }).getByRole('link', { name: 'Any status' }).click();
      await openFilters(page);
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
  },
  { withoutScripts: '@full' },
);

test('on a phone the first person is at the top, and an active filter goes by one tap', {
  tag: '@phone',
}, async ({ page, owner, isMobile }) => {
  test.skip(!isMobile);
  await addPeople(owner);
  // Shows the messages that would be above the list.
  await page.goto('/shortcuts/');
  await page.goto('/contacts/');
  expect(await topOfFirst(page)).toBeLessThan(300);
  await page.goto('/contacts/?status=customer&sort=name');
  expect(await topOfFirst(page)).toBeLessThan(300);
  await expectAccessible(page);
  await page.getByRole('link', { name: 'Remove filter: Customer' }).click();
  await expect(page).toHaveURL('/contacts/?sort=name');
  await page.getByRole('link', { name: 'Remove filter: Sort by: Name' }).click();
  await expect.poll(() => namesIn(page)).toHaveLength(3);
});

test('a row opens its record, but not when its text is selected', { tag: '@phone' }, async ({
  page,
  owner,
  isMobile,
}) => {
  await addPeople(owner);
  await page.goto('/contacts/?sort=name');
  const text = page.locator('.last-contact').first();
  const { x, y, width, height } = (await text.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  if (!isMobile) {
    await page.mouse.move(x + 1, y + height / 2);
    await page.mouse.down();
    await page.mouse.move(x + width - 1, y + height / 2, { steps: 4 });
    await page.mouse.up();
    expect(await page.evaluate('getSelection().toString()')).toContain('contact');
    await expect(page).toHaveURL('/contacts/?sort=name');
  }
  const status = (await page.locator('tbody .cell-status').first().boundingBox()) ?? { x: 0, y: 0 };
  await page.mouse.click(status.x + 4, status.y + 4);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lena Adamska');
});

async function topOfFirst(page: Page): Promise<number> {
  return (await page.locator('.who-name').first().boundingBox())?.y ?? Number.NaN;
}

/** They are folded on a phone. */
async function openFilters(page: Page): Promise<void> {
  const button = page.locator('.list-filter > summary');
  if (await button.isVisible()) await button.click();
}

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
