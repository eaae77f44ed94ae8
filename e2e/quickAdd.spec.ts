import { expect, test, withAndWithoutScripts } from './fixtures.ts';
import { expectAccessible } from './support/axe.ts';
import { expectNoSidewaysScroll } from './support/screen.ts';

const signature = `Pozdrawiam,
Piotr Zieliński
Kierownik
Huta Kwiat Sp. z o.o.
kom. 601 100 200
piotr@huta.example`;

withAndWithoutScripts(() => {
  test('adds a contact from a signature, with a next step', { tag: '@phone' }, async ({ page, owner: _ }) => {
    await page.goto('/contacts/');
    await page.getByRole('link', { name: 'Quick add' }).click();
    await page.getByLabel('Who is it?').fill(signature);
    await page.getByLabel('Tomorrow').check();
    await page.getByRole('button', { name: 'Add', exact: true }).click();

    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Is this right?');
    await expect(page.getByLabel('Last name')).toHaveValue('Zieliński');
    await expect(page.getByLabel('Phone')).toHaveValue('601 100 200');
    await expect(page.getByLabel('Tomorrow')).toBeChecked();
    await page.getByRole('button', { name: 'Save contact' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Piotr Zieliński');
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
    await expect(page.getByText('Wants oak, not pine.')).toBeVisible();
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
