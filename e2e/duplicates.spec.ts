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

test('keeps the message of a merge while it follows a search', { tag: '@full' }, async ({ page, owner, backend }) => {
  for (const first_name of ['Ola', 'Aleksandra'])
    await owner.addContact({ first_name, last_name: 'Kret', email: 'ola@kret.example', save_anyway: '1' });
  await page.goto('/duplicates/');
  await page.getByRole('button', { name: /^Check (now|again)$/ }).click();
  const searchIs = (state: string) =>
    backend.database.pool.query(
      `UPDATE duplicate_searches SET ${state} WHERE user_id = (SELECT id FROM users WHERE username = $1)`,
      [owner.username],
    );
  await page.getByRole('button', { name: /^Merge…/ }).click();
  await page.getByRole('button', { name: 'Merge', exact: true }).click();

  const message = page.locator('.flash').filter({ hasText: 'Merged.' });
  // Due after the merge: the page asks each ten seconds, and each two once the search runs.
  await expect(page.locator('main[data-refresh="10"]')).toBeVisible();
  const liveRegion = await page.locator('[data-progress]').elementHandle();
  await searchIs('begun_at = now(), progress = 10');
  await expect(page.locator('[data-progress]')).toContainText('10%');
  await searchIs('progress = 40');
  await expect(page.locator('[data-progress]')).toContainText('40%', { timeout: 6_000 });
  expect(await liveRegion?.textContent()).toContain('40%');
  await expect(message).toBeVisible();
  await searchIs("begun_at = NULL, searched_at = now() + interval '1 minute'");
  await expect(page.locator('[data-progress]')).toHaveCount(0);
  await message.getByRole('button', { name: 'Undo' }).click();
  await expect(page.locator('.duplicate')).toHaveCount(1);
  await expect(message).toHaveCount(0);
});
