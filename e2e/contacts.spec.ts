import type { Page } from '@playwright/test';
import { expect, test, withAndWithoutScripts } from './fixtures.ts';

withAndWithoutScripts(
  (scripts) => {
    test('adds a contact with a new company by typing its name', async ({ page, owner }) => {
      await owner.addCompany({ name: 'Stolarnia Nowak' });
      await page.goto('/contacts/create/');
      await page.getByLabel('First name').fill('Łukasz');
      await page.getByLabel('Last name').fill('Żółty');
      await (scripts ? makeCompanyByKeys(page, 'Huta Kwiat') : makeCompanyByTyping(page, 'Huta Kwiat'));
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Łukasz Żółty');

      await page.getByRole('link', { name: 'Huta Kwiat' }).first().click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Huta Kwiat');
      await expect(page.getByRole('link', { name: 'Łukasz Żółty' }).first()).toBeVisible();
    });

    test('chooses an existing company by typing its name', async ({ page, owner }) => {
      await owner.addCompany({ name: 'Stolarnia Nowak' });
      await page.goto('/contacts/create/');
      await page.getByLabel('First name').fill('Ewa');
      if (scripts) {
        await page.getByRole('combobox', { name: 'Company' }).pressSequentially('nowa');
        await page.getByRole('option', { name: 'Stolarnia Nowak' }).click();
      } else {
        await page.getByLabel('Or type a name').fill('stolarnia nowak');
      }
      await page.getByRole('button', { name: 'Save contact' }).click();
      await expect(page.getByRole('link', { name: 'Stolarnia Nowak' }).first()).toBeVisible();
    });

    test('is shown a duplicate and saves anyway', async ({ page, owner }) => {
      await owner.addContact({ first_name: 'Anna', last_name: 'Lis', phone: '+48 600 100 200' });
      await page.goto('/contacts/create/');
      await page.getByLabel('First name').fill('Ania');
      await page.getByLabel('Phone').fill('600-100-200');
      await page.getByRole('button', { name: 'Save contact' }).click();
      await expect(page.getByRole('alert').getByRole('link', { name: 'Anna Lis' })).toBeVisible();
      await expect(page.getByLabel('First name')).toHaveValue('Ania');
      await page.getByRole('button', { name: 'Save anyway' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ania');
    });

    test('sees an error at each field, and what was typed stays', async ({ page, owner: _ }) => {
      await page.goto('/contacts/create/');
      await page.getByLabel('Email').fill('ania at example');
      await page.getByRole('button', { name: 'Save contact' }).click();
      await expect(page.getByRole('alert')).toContainText('2 fields need a fix');
      await expect(page.getByLabel('Email')).toHaveValue('ania at example');
      await expect(page.getByLabel('Email')).toHaveAccessibleDescription(/doesn’t look like an email address/);
      await page
        .getByRole('alert')
        .getByRole('link', { name: /first name or a last name/ })
        .click();
      await expect(page.getByLabel('First name')).toBeFocused();
    });

    test('edits a contact, then deletes it after seeing what goes', { tag: '@phone' }, async ({ page, owner }) => {
      const id = await owner.addContact({ first_name: 'Jan', last_name: 'Kowalski' });
      await page.goto(`/contacts/${id}/`);
      await page.getByRole('main').getByRole('link', { name: 'Edit' }).click();
      await page.getByLabel('Position').fill('Kierownik');
      await page.getByLabel('Status').selectOption('Customer');
      await page.getByRole('button', { name: 'Save contact' }).click();
      await expect(page.getByText('Changes saved.')).toBeVisible();
      await expect(page.getByText('Kierownik').first()).toBeVisible();

      await page.getByRole('main').getByRole('link', { name: 'Delete' }).click();
      await expect(page.getByText('Jan Kowalski with all details and notes')).toBeVisible();
      await page.getByRole('button', { name: 'Delete contact' }).click();
      await expect(page).toHaveURL('/contacts/');
      await expect(page.getByText('Contact deleted.')).toBeVisible();
      await expect(page.getByText('Jan Kowalski')).toHaveCount(0);
    });
  },
  { withoutScripts: '@full' },
);

/** Chooses the field's last option, which creates the company. */
async function makeCompanyByKeys(page: Page, name: string): Promise<void> {
  const company = page.getByRole('combobox', { name: 'Company' });
  await company.pressSequentially(name);
  await expect(page.getByRole('option', { name: `Create “${name}” as a company` })).toBeVisible();
  await company.press('ArrowUp');
  await company.press('Enter');
  await page.getByRole('button', { name: 'Save contact' }).click();
}

/** An unknown name creates the company. */
async function makeCompanyByTyping(page: Page, name: string): Promise<void> {
  await page.getByLabel('Or type a name').fill(name);
  await page.getByRole('button', { name: 'Save contact' }).click();
}

test.describe('with scripts off', () => {
  test.use({ javaScriptEnabled: false });

  test('adds a second phone, makes it the main one and saves', { tag: '@noScripts' }, async ({ page, owner: _ }) => {
    await page.goto('/contacts/create/');
    await page.getByLabel('First name').fill('Ola');
    await page.getByLabel('Phone').fill('22 555 10 10');
    await page.getByRole('button', { name: 'Add phone' }).click();
    await expect(page.getByLabel('First name')).toHaveValue('Ola');
    await expect(page.getByLabel('Phone 2', { exact: true })).toBeFocused();
    await page.getByLabel('Phone 2', { exact: true }).fill('601 555 100');
    await page.getByLabel('Phone 2: Used for').selectOption('Mobile');
    await page.getByRole('button', { name: 'Make main: Phone 2' }).click();
    await expect(page.getByLabel('Phone (optional)')).toHaveValue('601 555 100');
    await page.getByLabel('First name').press('Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ola');
    await expect(page.getByRole('link', { name: /Call/ })).toHaveAttribute('href', 'tel:601555100');
    await expect(page.getByRole('link', { name: '22 555 10 10' })).toBeVisible();
  });
});
