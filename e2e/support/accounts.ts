import { expect, type Page } from '@playwright/test';
import { password, uniqueUsername } from './owner.ts';

/** Registers through the page with a name and a password only. Returns the name. */
export async function register(page: Page, username = uniqueUsername()): Promise<string> {
  await page.goto('/accounts/register/');
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByLabel('Confirm password').fill(password);
  await page.getByRole('button', { name: 'Create account' }).click();
  await expect(page).toHaveURL('/dashboard/');
  return username;
}

export async function signIn(page: Page, username: string, typedPassword = password): Promise<void> {
  await page.goto('/accounts/login/');
  await page.getByLabel('Username').fill(username);
  await page.getByLabel('Password', { exact: true }).fill(typedPassword);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

export async function signOut(page: Page): Promise<void> {
  await page.goto('/dashboard/');
  await page.getByRole('contentinfo').getByRole('button', { name: 'Sign out' }).click();
  await expect(page).toHaveURL('/');
}
