import { expect, test, withAndWithoutScripts } from './fixtures.ts';

withAndWithoutScripts(
  () => {
    test('adds a company and, from its page, a contact; edits the company', { tag: '@phone' }, async ({
      page,
      owner: _,
    }) => {
      await page.goto('/companies/');
      await page.getByRole('main').getByRole('link', { name: 'Add company' }).first().click();
      await page.getByLabel('Name').fill('Młyn Wodny');
      await page.getByLabel('Website').fill('mlyn.example.com');
      await page.getByRole('button', { name: 'Save company' }).click();
      await expect(page.getByRole('link', { name: 'https://mlyn.example.com' })).toBeVisible();

      await page.getByRole('link', { name: 'Add a person' }).click();
      await page.getByLabel('First name').fill('Zofia');
      await page.getByRole('button', { name: 'Save contact' }).click();
      await page.getByRole('link', { name: 'Młyn Wodny' }).first().click();
      await expect(page.getByRole('link', { name: 'Zofia' }).first()).toBeVisible();

      await page.getByRole('main').getByRole('link', { name: 'Edit' }).click();
      await page.locator('summary', { hasText: 'More' }).click();
      await page.getByLabel('Industry').fill('Mąka');
      await page.getByLabel('Tax ID').fill('123-456-32-17');
      await page.getByRole('button', { name: 'Save company' }).click();
      await page.getByLabel('Tax ID').fill('123-456-32-18');
      await page.getByRole('button', { name: 'Save company' }).click();
      await expect(page.getByText('Mąka').first()).toBeVisible();
      await expect(page.getByText('123-456-32-18')).toBeVisible();
    });

    test('deletes a company, whose contacts stay', async ({ page, owner }) => {
      const company = await owner.addCompany({ name: 'Młyn Wodny' });
      const contact = await owner.addContact({ first_name: 'Zofia', company: String(company) });
      await page.goto(`/companies/${company}/delete/`);
      await expect(page.getByText('1 person at this company: they stay')).toBeVisible();
      await page.getByRole('button', { name: 'Delete company' }).click();
      await expect(page).toHaveURL('/companies/');
      await page.goto(`/contacts/${contact}/`);
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Zofia');
      await expect(page.getByText('Młyn Wodny')).toHaveCount(0);
    });
  },
  { withoutScripts: '@full' },
);
