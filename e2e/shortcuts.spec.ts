import { expect, test } from './fixtures.ts';
import { expectAccessible } from './support/axe.ts';

test('? lists them; they lead to pages and can be turned off', { tag: '@desktop' }, async ({ page, owner: _ }) => {
  await page.goto('/contacts/');
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await expect(page).toHaveURL('/companies/');
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expect(dialog.getByText('Search everything')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Close' })).toBeFocused();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Turn shortcuts off' }).click();
  await expect(page).toHaveURL('/companies/');
  await expect(page.getByText('Keyboard shortcuts are off.')).toBeVisible();
  for (const key of ['n', '/', '?', 'Control+k']) await page.keyboard.press(key);
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('they do nothing in a field or with a modifier key', { tag: '@desktop' }, async ({ page, owner: _ }) => {
  await page.goto('/contacts/create/');
  const field = page.getByLabel('First name');
  await field.pressSequentially('n/?gt');
  await expect(field).toHaveValue('n/?gt');
  await page.getByRole('heading', { level: 1 }).click();
  for (const key of ['Alt+n', 'Shift+N', 'Control+/']) await page.keyboard.press(key);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page).toHaveURL('/contacts/create/');
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('the list is a page of the menu', async ({ page, owner: _ }) => {
    await page.goto('/contacts/');
    await page.locator('details.menu summary').first().click();
    await page.getByRole('link', { name: 'Keyboard shortcuts' }).click();
    await page.getByRole('button', { name: 'Turn shortcuts off' }).click();
    await expect(page.getByText('Shortcuts are off.', { exact: true })).toBeVisible();
  });
});
