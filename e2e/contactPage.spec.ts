// The page of a person in the order of use.
import type { Locator } from '@playwright/test';
import { expect, test, withAndWithoutScripts } from './fixtures.ts';
import { dateFromToday } from './support/days.ts';
import type { Owner } from './support/owner.ts';

/** Two screens of a phone. */
const screens = 2 * 740;

withAndWithoutScripts(
  () => {
    test('history begins in the second screen, and a new entry is in view', { tag: '@phone' }, async ({
      page,
      owner,
    }) => {
      await page.goto(`/contacts/${await contactWithHistory(owner)}/`);
      expect(await top(page.getByRole('heading', { name: /^History/ }))).toBeLessThan(screens);
      await expect(page.locator('.contact-overview')).toContainText('Price of walnut stools');
      await expect(page.getByRole('region', { name: 'Other tasks' })).toContainText('Send the bill');

      await page.getByRole('textbox', { name: 'Note', exact: true }).fill('She takes six.');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await expect(page.locator('.timeline').getByText('She takes six.')).toBeInViewport();
      await expect(page.getByRole('status').getByRole('button', { name: 'Undo' })).toBeInViewport();
    });

    test('the status changes in place and is undone', { tag: '@phone' }, async ({ page, owner }) => {
      const id = await owner.addContact({ first_name: 'Jan' });
      await page.goto(`/contacts/${id}/`);
      await page.getByText('Lead', { exact: true }).first().click();
      await page.getByRole('button', { name: 'Customer', exact: true }).click();
      const menu = page.locator('summary', { hasText: 'Customer' });
      await expect(menu).toBeInViewport();
      await expect(menu).toBeFocused();
      await page.getByRole('button', { name: 'Undo' }).click();
      await expect(page.locator('summary', { hasText: 'Lead' })).toBeInViewport();
    });
  },
  { withoutScripts: '@full' },
);

async function contactWithHistory(owner: Owner): Promise<number> {
  const id = await owner.addContact({
    first_name: 'Jan',
    last_name: 'Kowalski',
    phone: '600 100 200',
    email: 'jan@example.com',
  });
  for (let i = 0; i < 10; i++) {
    const content = `Entry ${i}: asked whether the walnut stools can be ready before Easter, and what delivery costs.`;
    await owner.send(`/contacts/${id}/interactions/create/`, { content, interaction_type: 'call' });
  }
  const contact = String(id);
  await owner.send('/tasks/create/', { title: 'Price of walnut stools', contact, due_date: dateFromToday(-9) });
  await owner.send('/tasks/create/', { title: 'Send the bill', contact, due_date: dateFromToday(5) });
  // Takes the messages of what was added.
  await owner.read(`/contacts/${id}/`);
  return id;
}

/** The distance from the top of the page, which is not scrolled. */
async function top(part: Locator): Promise<number> {
  return (await part.boundingBox())?.y ?? Number.POSITIVE_INFINITY;
}
