import { expect, test, withAndWithoutScripts } from './fixtures.ts';
import { expectAccessible } from './support/axe.ts';
import { expectNoSidewaysScroll } from './support/screen.ts';

const signature = `Pozdrawiam,
Piotr Zieliński
Kierownik
Huta Kwiat Sp. z o.o.
kom. 601 100 200
piotr@huta.example`;

withAndWithoutScripts(
  () => {
    test('adds a contact from a signature, with a next step', { tag: '@phone' }, async ({ page, owner: _ }) => {
      await page.goto('/contacts/');
      await page.getByRole('link', { name: 'Quick add' }).click();
      await page.getByLabel('Who is it?').fill(signature);
      await page.getByLabel('Tomorrow').check();
      await page.getByRole('button', { name: 'Add', exact: true }).click();

      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Piotr Zieliński');
      await expect(page.getByRole('link', { name: /601 100 200/ }).first()).toBeVisible();
      await expect(page.getByRole('link', { name: 'Huta Kwiat Sp. z o.o.' }).first()).toBeVisible();
      await expect(page.locator('.row-title', { hasText: 'Follow up with Piotr Zieliński' })).toBeVisible();
    });

    test('adds a note from the page of the contact', async ({ page, owner }) => {
      const id = await owner.addContact({ first_name: 'Ewa', last_name: 'Lis' });
      await page.goto(`/contacts/${id}/`);
      await page.getByRole('link', { name: 'Quick add' }).click();
      await page.getByRole('link', { name: 'Note', exact: true }).click();
      const form = page.locator('form[action="/quick-add/note/"]');
      await form.getByRole('textbox', { name: 'Note', exact: true }).fill('Wants oak, not pine.');
      await form.getByRole('button', { name: 'Save note' }).click();
      await expect(page).toHaveURL(`/contacts/${id}/`);
      await expect(page.getByText('Wants oak, not pine.').first()).toBeVisible();
    });

    test('adds a task and returns to the page', async ({ page, owner: _ }) => {
      await page.goto('/companies/');
      await page.getByRole('link', { name: 'Quick add' }).click();
      await page.getByRole('link', { name: 'Task', exact: true }).click();
      await page.getByLabel('What needs doing?').fill('Call the bank');
      await page.getByLabel('Tomorrow').check();
      await page.getByRole('button', { name: 'Add task' }).click();
      await expect(page.getByText('Task added.')).toBeVisible();
      await expect(page).toHaveURL('/companies/');
    });
  },
  { withoutScripts: '@full' },
);

test('an empty account has a person with company, phone, note and next step after three fields', {
  tag: '@phone',
}, async ({ page, owner: _ }) => {
  await page.goto('/dashboard/');
  const began = Date.now();
  let loads = 0;
  page.on('load', () => loads++);
  await page.getByRole('link', { name: 'Quick add' }).click();
  const who = page.getByLabel('Who is it?');
  await who.fill((await who.getAttribute('placeholder')) ?? '');
  await page.getByLabel('Tomorrow').check();
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Jan Kowalski');
  await expect(page.locator('.flash').filter({ hasText: 'Oak Joinery' })).toBeVisible();

  const composer = page.locator('form[action*="/interactions/"]').first();
  await composer.getByRole('textbox', { name: 'Note', exact: true }).fill('Wants eight oak stools.');
  await composer.locator('button[type=submit]').first().click();
  await expect(page.getByText('Wants eight oak stools.').first()).toBeVisible();
  const main = page.locator('main');
  await expect(main.getByRole('link', { name: 'Oak Joinery' }).first()).toBeVisible();
  await expect(main.getByRole('link', { name: /600 100 200/ }).first()).toBeVisible();
  await expect(main.locator('.row-title', { hasText: 'Follow up with Jan Kowalski' })).toBeVisible();
  expect(loads).toBeLessThanOrEqual(2);
  expect(Date.now() - began).toBeLessThan(45_000);
  test.info().annotations.push({ type: 'measured', description: `${loads} loads, ${Date.now() - began} ms` });
});

test('by keyboard: n, a line, Enter', { tag: '@desktop' }, async ({ page, owner: _ }) => {
  await page.goto('/dashboard/');
  // Types without waiting for the dialog's content.
  await page.keyboard.type('nJan Kowalski, 600 100 200');
  await expect(page.getByRole('dialog', { name: 'Quick add' }).getByLabel('Who is it?')).toHaveValue(
    'Jan Kowalski, 600 100 200',
  );
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Jan Kowalski');
});

test('the dialog closes on Escape, returns the focus and keeps what was typed', { tag: '@desktop' }, async ({
  page,
  owner: _,
}) => {
  await page.goto('/contacts/create/');
  const link = page.getByRole('link', { name: 'Quick add' });
  await link.focus();
  await page.keyboard.press('Enter');
  const field = page.getByRole('dialog').getByLabel('Who is it?');
  await field.fill('Jan');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(link).toBeFocused();
  await page.keyboard.press('n');
  await expect(field).toHaveValue('Jan');
});

test('the dialog is accessible and fits', { tag: '@phone' }, async ({ page, owner }) => {
  test.setTimeout(180_000);
  await owner.addContact({ first_name: 'Ewa' });
  await page.goto('/contacts/create/');
  await page.getByRole('link', { name: 'Quick add' }).click();
  for (const kind of ['Contact', 'Note', 'Task']) {
    await page.getByRole('dialog').getByRole('link', { name: kind, exact: true }).click();
    await expect(page.getByRole('dialog').locator('.quick-kind[aria-current]')).toHaveText(kind);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  }
});
