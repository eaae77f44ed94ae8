import { expect, test, withAndWithoutScripts } from './fixtures.ts';
import { register, signIn, signOut } from './support/accounts.ts';
import { password } from './support/owner.ts';

withAndWithoutScripts((scripts) => {
  test('signs up, signs out, is refused with a wrong password and signs in', async ({ page }) => {
    const username = await register(page);
    await expect(page.getByText('Welcome!')).toBeVisible();
    await signOut(page);

    await signIn(page, username, 'not my password');
    await expect(page.getByRole('alert')).toContainText('do not belong together');
    await expect(page.getByLabel('Username')).toHaveValue(username);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL('/dashboard/');
  });

  test('comes back after signing in to the page that was asked for', async ({ page, owner }) => {
    await signOut(page);
    await page.goto('/contacts/?status=lead');
    await page.getByLabel('Username').fill(owner.username);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL('/contacts/?status=lead');
  });

  test('signs out from the menu of any page', async ({ page, owner }) => {
    await page.goto('/contacts/');
    await page.getByText(`Account of ${owner.username}`).locator('xpath=..').click();
    await page.getByRole('link', { name: 'Sign out' }).click();
    if (!scripts) await page.locator('#sign-out').getByRole('button').click();
    await expect(page).toHaveURL('/');
    await page.goto('/contacts/');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  });

  test('changes the language to Polish and back', async ({ page, owner }) => {
    await page.goto('/accounts/profile/');
    await expect(page.getByRole('main')).toContainText(owner.username);
    await page.getByLabel('Language').selectOption('Polski');
    await page.getByRole('button', { name: 'Save' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Twój profil');
    await expect(page.locator('html')).toHaveAttribute('lang', 'pl');
    await page.goto('/contacts/');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kontakty');

    await page.goto('/accounts/profile/');
    await page.getByLabel('Język').selectOption('English');
    await page.getByRole('button', { name: 'Zapisz' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your profile');
  });
});
