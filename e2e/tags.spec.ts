import { expect, test } from './fixtures.ts';

test('tags by keyboard: typed with suggestions, filtered by, joined and undone', { tag: '@desktop' }, async ({
  page,
  owner,
}) => {
  await owner.addContact({ first_name: 'Anna', tags: 'Hurt, VIP' });
  await page.goto('/contacts/create/');
  await page.getByLabel('First name').fill('Jan');
  const field = page.getByRole('combobox', { name: 'Tags' });
  const suggestions = page.getByRole('listbox', { name: 'Tags' });
  await field.focus();
  const { keyboard } = page;
  await keyboard.type('hu');
  await expect(suggestions.getByRole('option', { name: 'Hurt' })).toHaveAttribute('aria-selected', 'true');
  await keyboard.press('Enter');
  await keyboard.type('vip,x');
  await keyboard.press('Backspace');
  await keyboard.press('Backspace');
  await expect(page.getByRole('button', { name: 'Remove VIP' })).toHaveCount(0);
  await keyboard.type('hurtow');
  await expect(suggestions.getByRole('option')).toHaveText(['Create “hurtow”']);
  await keyboard.press('ArrowDown');
  await keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^Remove / })).toHaveText(['Hurt×', 'hurtow×']);
  await page.getByRole('button', { name: 'Save contact' }).press('Enter');

  await page.getByRole('link', { name: 'hurtow' }).press('Enter');
  await expect(page).toHaveURL(/\/contacts\/\?tag=\d+$/);
  await expect(page.getByRole('main').getByText('1 person', { exact: true })).toBeVisible();

  await page.goto('/tags/');
  await page.getByRole('link', { name: 'Edit hurtow' }).press('Enter');
  await page.getByLabel('Name').fill('vip');
  await keyboard.press('Enter');
  await expect(page.getByText('Join with “VIP”?')).toBeVisible();
  await page.getByRole('button', { name: 'Join tags' }).press('Enter');
  await expect(page.getByRole('link', { name: '2 people' })).toHaveCount(2);
  await page.getByRole('button', { name: 'Undo' }).press('Enter');
  await page.goto('/tags/');
  await expect(page.getByRole('link', { name: 'Edit hurtow' })).toBeVisible();
});

test.describe('without scripts', () => {
  test.use({ javaScriptEnabled: false });

  test('tags on a phone: typed with commas, filtered by, recolored and deleted', { tag: '@noScripts' }, async ({
    page,
    owner: _,
  }) => {
    await page.goto('/contacts/create/');
    await page.getByLabel('First name').fill('Jan');
    await page.getByLabel('Tags').fill('Hurt, VIP');
    await page.getByRole('button', { name: 'Save contact' }).click();
    await expect(page.getByRole('main').getByRole('link', { name: 'VIP' })).toBeVisible();

    await page.goto('/contacts/');
    await page.locator('.list-filter > summary').click();
    await page.getByRole('navigation', { name: 'Tags' }).getByRole('link', { name: 'Hurt' }).click();
    await expect(page.getByRole('list', { name: 'Filters' }).or(page.locator('.active-filters'))).toContainText('Hurt');
    await page.locator('.list-filter > summary').click();
    await page.getByRole('link', { name: 'Edit tags' }).click();

    await page.getByRole('link', { name: 'Edit VIP' }).click();
    await page.getByRole('radio', { name: 'Red' }).check();
    await page.getByRole('button', { name: 'Save tag' }).click();
    await expect(page.locator('.tag-row .tag-red')).toHaveText('VIP');
    await page.getByRole('link', { name: 'Delete VIP' }).click();
    await expect(page.getByText('1 person who has it')).toBeVisible();
    await page.getByRole('button', { name: 'Delete tag' }).click();
    await expect(page.locator('.tag-row')).toHaveCount(1);
  });
});
