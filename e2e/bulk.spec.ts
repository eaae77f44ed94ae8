import { expect, test } from './fixtures.ts';

test('a filter gets a name, its companies are ticked, changed at once, and set back', { tag: '@desktop' }, async ({
  page,
  owner,
}) => {
  for (const name of ['Klon', 'Klonowski', 'Lipa'])
    await owner.send('/companies/create/', { name, industry: 'Wood', tags: name === 'Lipa' ? '' : 'Fair' });
  await page.goto('/companies/');
  await page.getByRole('navigation', { name: 'Tags' }).getByRole('link', { name: 'Fair' }).click();
  await page.getByRole('link', { name: 'Save this view' }).click();
  await page.getByLabel('Name').fill('From the fair');
  await page.getByRole('button', { name: 'Save view' }).click();
  await expect(page.getByText('View “From the fair” saved.')).toBeVisible();

  await page.getByLabel('Select Klon', { exact: true }).check();
  await page.getByRole('button', { name: 'With selected…' }).click();
  await expect(page.getByRole('heading', { name: '1 company' })).toBeVisible();
  await page.getByLabel('Set the industry').check();
  await page.getByLabel('Industry', { exact: true }).fill('Furniture');
  await page.getByRole('button', { name: 'Apply to 1 company' }).click();
  await expect(page.getByText('Industry set for 1 company.')).toBeVisible();
  await expect(page.getByRole('row', { name: /^Select Klon Klon / })).toContainText('Furniture');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('main')).not.toContainText('Furniture');
});
