import { expect, test, withAndWithoutScripts } from './fixtures.ts';
import { expectAccessible } from './support/axe.ts';
import { expectNoSidewaysScroll } from './support/screen.ts';

const file = [
  'Imię;Nazwisko;Firma;Telefon;E-mail;Uwagi;Rozmiar',
  'Łukasz;Żółty;Stolarnia Dąb;600 100 200;lukasz@dab.example;Lubi dębinę;42',
  'Ewa;Lis;stolarnia dąb;;ewa@dab.example;;38',
  ';;;;;Kto to?;',
].join('\r\n');

withAndWithoutScripts(
  (scripts) => {
    test('imports contacts from a spreadsheet and undoes it', { tag: '@phone' }, async ({ page, owner }) => {
      const known = await owner.addContact({ first_name: 'Ewa', last_name: 'Lis', email: 'ewa@dab.example' });
      await page.goto('/contacts/');
      await page.getByRole('link', { name: 'Import' }).click();
      await page
        .getByLabel('File', { exact: true })
        .setInputFiles({ name: 'ludzie.csv', mimeType: 'text/csv', buffer: Buffer.from(file) });
      await page.getByRole('button', { name: 'Continue to preview' }).click();

      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Check before importing');
      await expect(page.locator('.import-counts li')).toHaveText([
        '1 new person',
        '1 new company',
        '1 already in your contacts',
        '1 row with a problem',
      ]);
      await expect(page.locator('.import-preview')).toContainText('Łukasz Żółty');
      await expect(page.getByText('Row 4', { exact: true })).toBeVisible();
      await expectNoSidewaysScroll(page);
      if (scripts) await expectAccessible(page);

      await page.getByLabel('Import Rozmiar as').selectOption('Notes');
      await page.getByLabel(/Add what’s missing/).check();
      await page.getByRole('button', { name: 'Update preview' }).click();
      await expect(page.locator('.import-preview')).toContainText('Rozmiar: 42');
      await page.getByRole('button', { name: 'Import' }).click();

      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import finished');
      await expect(page.locator('.import-counts li')).toHaveText([
        '1 person added',
        '1 company added',
        '1 contact filled in',
        '1 row with a problem left out',
      ]);
      await expectNoSidewaysScroll(page);
      if (scripts) await expectAccessible(page);
      const result = page.url();
      await page.getByRole('link', { name: 'Show the people of this import' }).click();
      await expect(page.getByRole('link', { name: 'Łukasz Żółty' })).toBeVisible();
      await page.goto(`/contacts/${known}/`);
      await expect(page.getByRole('link', { name: 'Stolarnia Dąb' }).first()).toBeVisible();

      await page.goto(result);
      await page.getByRole('link', { name: 'Undo this import' }).click();
      await expect(page.locator('.confirm')).toContainText('1 person it added');
      if (scripts) await expectAccessible(page);
      await page.getByRole('button', { name: 'Undo this import' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import undone');
      await page.goto('/contacts/');
      await expect(page.getByRole('link', { name: 'Łukasz Żółty' })).toHaveCount(0);
      await expect(page.getByRole('link', { name: 'Ewa Lis' })).toBeVisible();
    });

    test('pastes rows by keyboard and sees what is wrong with them', async ({ page, owner: _ }) => {
      await page.goto('/contacts/import/');
      await page.getByRole('button', { name: 'Continue to preview' }).press('Enter');
      await expect(page.getByRole('alert')).toContainText('Choose a file, or paste some rows');
      if (scripts) await expectAccessible(page);
      await page.getByLabel('Paste rows').fill('Imię\tTelefon\nOla Mak\t600 100 300');
      await page.getByRole('button', { name: 'Continue to preview' }).press('Enter');
      await page.getByLabel('Import Imię as').selectOption('Notes');
      await page.getByRole('button', { name: 'Update preview' }).press('Enter');
      await expect(page.getByRole('alert')).toContainText('holds a name, a company or an email');
      await page.getByLabel('Import Imię as').selectOption('Full name');
      await page.getByRole('button', { name: 'Update preview' }).press('Enter');
      await page.getByRole('button', { name: 'Import' }).press('Enter');
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Import finished');
    });
  },
  { withoutScripts: '@full' },
);
