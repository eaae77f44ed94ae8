import { expect, test, withAndWithoutScripts } from './fixtures.ts';
import { register, signIn, signOut } from './support/accounts.ts';
import { password } from './support/owner.ts';

withAndWithoutScripts((scripts) => {
  test('registers, signs out, is refused with a wrong password, signs in', async ({ page }) => {
    const username = await register(page);
    await expect(page.getByText('Welcome!')).toBeVisible();
    await signOut(page);

    await signIn(page, username, 'not my password');
    await expect(page.getByRole('alert')).toContainText('Wrong username or password');
    await expect(page.getByLabel('Username')).toHaveValue(username);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL('/dashboard/');
  });

  test('returns to the requested page after signing in', { tag: '@full' }, async ({ page, owner }) => {
    await signOut(page);
    await page.goto('/contacts/?status=lead');
    await page.getByLabel('Username').fill(owner.username);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL('/contacts/?status=lead');
  });

  test('signs out from the menu', { tag: '@phone' }, async ({ page, owner }) => {
    await page.goto('/contacts/');
    await page.getByText(`${owner.username}’s account`).locator('xpath=..').click();
    await page.getByRole('link', { name: 'Sign out' }).click();
    if (!scripts) await page.locator('#sign-out').getByRole('button').click();
    await expect(page).toHaveURL('/');
    await page.goto('/contacts/');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign in');
  });

  test('changes the email address with the password', { tag: '@full' }, async ({ page, owner: _ }) => {
    await page.goto('/accounts/profile/');
    const asked = page.getByLabel('Your password', { exact: true });
    await expect(asked).toBeVisible({ visible: !scripts });
    await page.getByLabel('Phone').fill('+48 600 100 200');
    await page.getByRole('button', { name: 'Save', exact: true }).first().click();
    await expect(page.getByText('Profile saved.')).toBeVisible();

    await page.getByLabel('Email').fill('anna@example.com');
    await page.getByRole('button', { name: 'Save', exact: true }).first().click();
    await expect(page.getByRole('alert')).toContainText('Enter your password to change the email address.');
    await expect(page.getByLabel('Email')).toHaveValue('anna@example.com');
    await asked.fill(password);
    await page.getByRole('button', { name: 'Save', exact: true }).first().click();
    await expect(page.getByText('Profile saved.')).toBeVisible();
    await expect(page.getByLabel('Email')).toHaveValue('anna@example.com');
  });

  test('signs another browser out with the password', { tag: '@full' }, async ({ page, owner, browser, baseURL }) => {
    const elsewhere = await browser.newContext({ ...(baseURL && { baseURL }), javaScriptEnabled: scripts });
    const other = await elsewhere.newPage();
    await signIn(other, owner.username);
    await expect(other).toHaveURL('/dashboard/');
    await page.goto('/accounts/profile/');
    const sessions = page.locator('#sessions');
    await sessions.getByLabel('Your password').fill('not my password');
    await sessions
      .getByRole('button', { name: /^Sign out .*Chrom/ })
      .last()
      .click();
    await expect(page.getByRole('alert')).toContainText('Wrong current password');
    await sessions.getByLabel('Your password').fill(password);
    await sessions.getByLabel('Your password').press('Enter');
    await expect(page.getByText('All your other devices are signed out.')).toBeVisible();
    await other.goto('/contacts/');
    await expect(other.getByRole('heading', { level: 1 })).toHaveText('Sign in');
    await elsewhere.close();
  });

  test('downloads a list for a spreadsheet', async ({ page, owner: _ }) => {
    await page.goto('/accounts/data/');
    const begun = page.waitForEvent('download');
    await page.getByRole('main').getByRole('link', { name: 'Contacts' }).click();
    expect((await begun).suggestedFilename()).toMatch(/^mini-crm-.*-contacts\.csv$/);
  });

  test('changes the language to Polish and back', { tag: '@full' }, async ({ page, owner }) => {
    await page.goto('/accounts/profile/');
    await expect(page.getByRole('main')).toContainText(owner.username);
    await page.getByLabel('Language').selectOption('Polski');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Twój profil');
    await expect(page.locator('html')).toHaveAttribute('lang', 'pl');
    await page.goto('/contacts/');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Kontakty');

    await page.goto('/accounts/profile/');
    await page.getByLabel('Język').selectOption('English');
    await page.getByRole('button', { name: 'Zapisz' }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your profile');
  });
});
