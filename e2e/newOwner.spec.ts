// How little a newcomer has to fill in.
import type { Locator, Page } from '@playwright/test';
import { expect, test, withAndWithoutScripts } from './fixtures.ts';
import { password, uniqueUsername } from './support/owner.ts';
import { taskRow } from './support/work.ts';

const mostFields = 6;
const mostMs = 60_000;

withAndWithoutScripts(
  () => {
    test('from registering to a contact with a next step: six fields, one minute', { tag: '@phone' }, async ({
      page,
    }) => {
      const form = new Filler();
      const began = performance.now();
      await page.goto('/accounts/register/');
      await form.fill(page.getByLabel('Username'), uniqueUsername());
      await form.fill(page.getByLabel('Password', { exact: true }), password);
      await form.fill(page.getByLabel('Confirm password'), password);
      await page.getByRole('button', { name: 'Create account' }).click();

      await page.getByRole('link', { name: 'Quick add' }).click();
      await form.fill(page.getByLabel('Who is it?'), 'Jan Kowalski, jan@example.com, 600 100 200');
      await form.choose(page.getByRole('radio', { name: 'Tomorrow' }));
      await form.fill(page.getByLabel('What to do'), 'Send the offer');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await expectSaved(page, 'Jan Kowalski');
      await expect(page.locator('.contact-overview')).toContainText('Tomorrow');
      await expect(taskRow(page, 'Send the offer')).toContainText('Tomorrow');
      await expect(page.getByRole('link', { name: /600 100 200/ }).first()).toBeVisible();

      expect(form.fields).toBeLessThanOrEqual(mostFields);
      expect(performance.now() - began).toBeLessThan(mostMs);
    });

    test('the next contact in one field', async ({ page, owner }) => {
      await owner.addContact({ first_name: 'Jan', last_name: 'Kowalski' });
      await page.goto('/dashboard/');
      const form = new Filler();
      await page.getByRole('link', { name: 'Quick add' }).click();
      await form.fill(page.getByLabel('Who is it?'), 'Ewa Nowak');
      await page.getByRole('button', { name: 'Add', exact: true }).click();
      await expectSaved(page, 'Ewa Nowak');
      expect(form.fields).toBe(1);
    });
  },
  { withoutScripts: '@full' },
);

/** Counts the fields that were filled in. */
class Filler {
  fields = 0;

  async fill(field: Locator, text: string): Promise<void> {
    this.fields++;
    await field.fill(text);
  }

  async choose(radio: Locator): Promise<void> {
    this.fields++;
    await radio.check();
  }
}

async function expectSaved(page: Page, name: string): Promise<void> {
  await expect(page).toHaveURL(/\/contacts\/\d+\/$/);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
}
