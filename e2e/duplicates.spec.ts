import { expect, test } from './fixtures.ts';

test('merges two who are one, and takes it apart again', { tag: '@full' }, async ({ page, owner }) => {
  await owner.addContact({ first_name: 'Ola', last_name: 'Kret', email: 'ola@kret.example' });
  const fields = { first_name: 'Aleksandra', last_name: 'Kret', email: 'ola@kret.example', save_anyway: '1' };
  await owner.addContact(fields);
  await page.goto('/duplicates/');
  await page.getByRole('button', { name: /^Check (now|again)$/ }).click();
  await page.getByRole('button', { name: /^Merge…/ }).click();

  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Merge');
  await page.getByRole('button', { name: 'Merge', exact: true }).click();
  await expect(page).toHaveURL(/\/duplicates\/$/);
  await expect(page.locator('.duplicate')).toHaveCount(0);

  const message = page.getByRole('status').filter({ hasText: 'Merged.' });
  await message.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('.duplicate')).toHaveCount(1);
  await page.goto('/activity/');
  await expect(page.locator('.act-title').first()).toHaveText(/^Undone: merged \S+ Kret into \S+ Kret$/);
});
