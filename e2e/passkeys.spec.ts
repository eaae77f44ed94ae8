import type { Page } from '@playwright/test';
import { Secret, TOTP } from 'otpauth';
import { expect, test } from './fixtures.ts';
import { register, signIn, signOut } from './support/accounts.ts';
import { password } from './support/owner.ts';

test('registers, adds a passkey, signs in with it, loses it and recovers', async ({ page }) => {
  const username = await register(page);
  const devices = await page.context().newCDPSession(page);
  await devices.send('WebAuthn.enable');
  const device = {
    protocol: 'ctap2',
    transport: 'internal',
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  } as const;
  const { authenticatorId } = await devices.send('WebAuthn.addVirtualAuthenticator', { options: device });

  await page.goto('/accounts/profile/');
  await page.locator('#passkeys').getByRole('link', { name: 'Manage' }).click();
  await page.getByLabel('Current password').fill(password);
  await page.keyboard.press('Enter');
  await page.getByLabel('Name').fill('My phone');
  await devices.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
  await page.getByRole('button', { name: 'Create passkey' }).click();
  await expect(page.getByRole('alert')).toHaveText('No passkey was created. Try again, or keep using your password.');
  await devices.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
  await page.getByLabel('Name').press('Enter');
  await expect(page.getByText('Passkey added.')).toBeVisible();

  await signOut(page);
  await page.goto('/accounts/login/?next=/contacts/');
  await page.getByRole('button', { name: 'Use a passkey' }).click();
  await expect(page).toHaveURL('/contacts/');

  const recoveryCode = await addSecondFactor(page);
  await signOut(page);
  await devices.send('WebAuthn.removeVirtualAuthenticator', { authenticatorId });
  await signIn(page, username);
  await page.getByLabel('Code').fill(recoveryCode);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL('/dashboard/');
  await page.goto('/accounts/passkeys/');
  await page.getByRole('link', { name: 'Edit My phone' }).click();
  await page.getByRole('button', { name: 'Remove passkey' }).click();
  await expect(page.getByText('Passkey removed.')).toBeVisible();
});

/** Returns a recovery code. */
async function addSecondFactor(page: Page): Promise<string> {
  await page.goto('/accounts/two-factor/');
  await page.getByRole('button', { name: 'Set up' }).click();
  const secret = ((await page.locator('code.secret').textContent()) ?? '').replaceAll(' ', '');
  await page.getByRole('textbox', { name: 'Code' }).fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate());
  await page.getByLabel('Current password').fill(password);
  await page.getByRole('button', { name: 'Turn on' }).click();
  return (await page.locator('.recovery-codes code').first().textContent()) ?? '';
}
