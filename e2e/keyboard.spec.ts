// Journeys by keyboard only.
import { expect, test } from './fixtures.ts';
import { tabTo } from './support/keys.ts';
import { password, uniqueUsername } from './support/owner.ts';

test('registers, adds a contact with a company and signs out', { tag: '@desktop' }, async ({ page }) => {
  await page.goto('/accounts/register/');
  await expect(page.getByLabel('Username')).toBeFocused();
  await page.keyboard.type(uniqueUsername());
  await tabTo(page, page.getByLabel('Password', { exact: true }));
  await page.keyboard.type(password);
  await tabTo(page, page.getByLabel('Confirm password'));
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/dashboard/');

  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: 'Skip to content' })).toBeInViewport();
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('main').getByRole('link', { name: 'Add Contact' }).first());
  await page.keyboard.press('Enter');

  await expect(page.getByLabel('First name')).toBeFocused();
  await page.keyboard.type('Ewa');
  await tabTo(page, page.getByRole('combobox', { name: 'Company' }));
  await page.keyboard.type('Kwiaciarnia');
  await expect(page.getByRole('option', { name: 'Create “Kwiaciarnia” as a company' })).toBeVisible();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await tabTo(page, page.getByRole('button', { name: 'Save contact' }));
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ewa');
  await expect(page.getByRole('link', { name: 'Kwiaciarnia' }).first()).toBeVisible();

  const menu = page.getByRole('banner').locator('details.menu');
  await tabTo(page, menu.locator('summary'));
  await page.keyboard.press('Enter');
  await expect(menu).toHaveAttribute('open');
  await page.keyboard.press('Escape');
  await expect(menu).not.toHaveAttribute('open');
  await expect(menu.locator('summary')).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, menu.getByRole('link', { name: 'Sign out' }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/');
});

test('a list of options closes on Escape, and what was typed stays', { tag: '@desktop' }, async ({ page, owner }) => {
  await owner.addCompany({ name: 'Stolarnia Nowak' });
  await page.goto('/contacts/create/');
  const company = page.getByRole('combobox', { name: 'Company' });
  await company.focus();
  await page.keyboard.type('Stol');
  await expect(page.getByRole('option', { name: 'Stolarnia Nowak' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('listbox')).toHaveCount(0);
  await expect(company).toHaveValue('Stol');
  await expect(company).toBeFocused();
});

test('a box that has the focus shows it', { tag: '@desktop' }, async ({ page, owner }) => {
  await owner.addContact({ first_name: 'Ewa' });
  await page.goto('/contacts/');
  const box = page.getByRole('checkbox', { name: 'Ewa' });
  await tabTo(page, box);
  await expect(box).toHaveCSS('outline-style', 'solid');
});
