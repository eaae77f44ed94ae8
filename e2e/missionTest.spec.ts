// The acceptance test, to the letter: its selectors take the first match in a page.
import { expect, test } from './fixtures.ts';
import { uniqueUsername } from './support/owner.ts';

test('a new owner registers and adds a contact', async ({ page }) => {
  await page.goto('/accounts/register/');
  await page.fill('input[name="username"]', uniqueUsername());
  await page.fill('input[name="password1"]', 'Str0ng-passw0rd!');
  await page.fill('input[name="password2"]', 'Str0ng-passw0rd!');
  await page.click('button[type="submit"]');
  await page.click('text=Add Contact');
  await page.fill('input[name="first_name"]', 'John');
  await page.fill('input[name="last_name"]', 'Doe');
  await page.click('button[type="submit"]');
  await expect(page.locator('text=John Doe')).toBeVisible();
});
