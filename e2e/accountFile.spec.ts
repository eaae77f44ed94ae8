import { expect, test } from './fixtures.ts';
import { signInNewUser } from './support/signedInUser.ts';

test('takes an account into another one, and out again', { tag: '@full' }, async ({
  page,
  owner,
  backend,
  context,
}) => {
  await owner.addContact({ first_name: 'Łukasz', last_name: 'Żółty', notes: 'Lubi dębinę' });
  await page.goto('/accounts/data/');
  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Download everything (ZIP)' }).click();
  const file = await (await downloading).path();

  await signInNewUser(backend, context);
  await page.goto('/accounts/data/');
  await page.getByLabel('ZIP file').setInputFiles(file);
  await page.getByRole('button', { name: 'Continue to preview' }).click();
  await page.getByRole('button', { name: 'Load into this account' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Loaded');
  await page.goto('/contacts/');
  await expect(page.getByRole('link', { name: 'Łukasz Żółty' }).first()).toBeVisible();

  await page.goto('/accounts/data/');
  await page.locator('.import-history a').click();
  await page.getByRole('button', { name: 'Undo the loading' }).click();
  await expect(page.getByText('The loading was undone.')).toBeVisible();
  await page.goto('/contacts/?all=1');
  await expect(page.getByRole('link', { name: 'Łukasz Żółty' })).toHaveCount(0);
});
