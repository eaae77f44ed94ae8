// Restoring deleted records.
import { expect, test, withAndWithoutScripts } from './fixtures.ts';
import { expectAccessible } from './support/axe.ts';
import { longPages } from './support/pages.ts';
import { expectNoSidewaysScroll } from './support/screen.ts';

withAndWithoutScripts(
  () => {
    test('restores a deleted contact by Undo, and later from Recently deleted', async ({ page, owner }) => {
      const id = await owner.addContact({ first_name: 'Jan', last_name: 'Kowalski', notes: 'Lubi dębinę.' });
      for (const way of ['Undo', 'Restore'] as const) {
        await page.goto(`/contacts/${id}/delete/`);
        await expect(page.getByText('for 30 days')).toBeVisible();
        await page.getByRole('button', { name: 'Delete contact' }).click();
        await expect(page.getByText('Contact deleted.')).toBeVisible();
        if (way === 'Undo') await page.getByRole('button', { name: 'Undo' }).click();
        else {
          await page.locator('header details.menu summary').click();
          await page.getByRole('link', { name: 'Recently deleted' }).click();
          await page.getByRole('button', { name: 'Restore Jan Kowalski' }).click();
        }
        await expect(page).toHaveURL(`/contacts/${id}/`);
        await expect(page.getByText('Contact restored.')).toBeVisible();
        await expect(page.getByText('Lubi dębinę.')).toBeVisible();
      }
    });
  },
  { withoutScripts: '@full' },
);

test('Recently deleted is accessible and fits', { tag: ['@phone', '@full'] }, async ({ page, owner }) => {
  const paths = await longPages(owner, 3);
  for (const path of paths.filter((one) => one.endsWith('/delete/') && !one.startsWith('/accounts')))
    await owner.send(path, {});
  await page.goto('/trash/');
  await expect(page.getByRole('button', { name: /^Restore/ })).toHaveCount(2);
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
});
