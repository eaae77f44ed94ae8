// Pasted emails become entries, and the week looks back at them.
import { expect, test } from './fixtures.ts';
import { expectAccessible } from './support/axe.ts';

const pasted = `Do wpisania

Od: Jan Nowak <jan@example.com>
Wysłano: piątek, 27 listopada 2026 23:30
Do: Anna
Temat: Oferta na okna

Dzień dobry, proszę o ofertę.`;

test('a pasted email goes to the person of that name, who is given the address', { tag: '@desktop' }, async ({
  page,
  owner,
}) => {
  const id = await owner.addContact({ first_name: 'Jan', last_name: 'Nowak', status: 'lead' });
  await page.goto('/mail/');
  await page.getByLabel('Paste an email').fill(pasted);
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(page.getByRole('radio', { name: /Jan Nowak.*jan@example\.com is added/ })).toBeChecked();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Save emails' }).click();
  await expect(page).toHaveURL(new RegExp(`/contacts/${id}/#interaction-\\d+$`));
  await expect(page.locator('.timeline').getByText('Oferta na okna')).toBeVisible();
  await expect(page.getByRole('link', { name: 'jan@example.com' }).first()).toBeVisible();
});

test('the week shows what was done and who became a customer', { tag: ['@desktop', '@full'] }, async ({
  page,
  owner,
}) => {
  const id = await owner.addContact({ first_name: 'Jan', last_name: 'Nowak', status: 'customer' });
  await owner.send(`/contacts/${id}/interactions/create/`, {
    interaction_type: 'call',
    content: 'He wants four windows',
  });
  await page.goto('/dashboard/');
  await page.getByRole('link', { name: 'Look back at the week' }).click();
  await expect(page.getByText('1 call')).toBeVisible();
  await expect(page.getByText('He wants four windows')).toBeVisible();
  await expect(page.getByRole('heading', { name: /customer/i })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('link', { name: /Previous week/ }).click();
  await expect(page.getByText('He wants four windows')).toHaveCount(0);
});
