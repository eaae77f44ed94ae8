// The late task is done, what was said is logged and the next step is planned by one submit, and undone by one click.
import type { Page } from '@playwright/test';
import { expect, test, withAndWithoutScripts } from './fixtures.ts';
import type { Owner } from './support/owner.ts';

const late = 'Price of walnut stools';
let path: string;

test.beforeEach(async ({ page, owner }) => {
  path = await addLatePerson(owner);
  await page.goto(path);
});

async function addLatePerson(owner: Owner): Promise<string> {
  const contact = await owner.addContact({ first_name: 'Jan', last_name: 'Kos', phone: '+48 600 100 200' });
  await owner.send('/tasks/create/', { title: late, due_date: '2026-01-05', contact: String(contact) });
  return `/contacts/${contact}/`;
}

const composer = (page: Page) => page.locator('main form.composer');
const alsoDone = (page: Page) => composer(page).getByRole('checkbox', { name: late });

async function expectOneTask(page: Page, title: string): Promise<void> {
  await page.goto('/tasks/');
  const open = page.locator('.task-row:not(.task-done)');
  await expect(open).toHaveCount(1);
  await expect(open).toContainText(title);
}

withAndWithoutScripts((scripts) => {
  test('a call with a next step', { tag: scripts ? '@phone' : [] }, async ({ page }) => {
    await composer(page).getByRole('radio', { name: 'Call' }).check();
    await expect(alsoDone(page)).toBeChecked();
    await composer(page).getByRole('textbox', { name: 'Note', exact: true }).fill('She takes six.');
    await composer(page).getByRole('radio', { name: 'In a week' }).check();
    await composer(page).getByRole('button', { name: 'Save', exact: true }).click();

    await expect(page.locator('.flash')).toContainText(`Done: ${late}. Next step: `);
    await expect(page.locator('.timeline')).toContainText('She takes six.');
    await expect(page.locator('.dot-late')).toHaveCount(0);
    await expectOneTask(page, 'Follow up with Jan Kos');

    await page.goto('/activity/');
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await expectOneTask(page, late);
  });
});

test('by keyboard, undone by the message', { tag: '@desktop' }, async ({ page }) => {
  await page.keyboard.press('l');
  await page.keyboard.type('She takes six.');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.flash')).toContainText(`Done: ${late}.`);
  await page.locator('.flash').getByRole('button', { name: 'Undo' }).click();
  await expect(alsoDone(page)).toBeChecked();
  await expect(page.locator('.timeline')).toHaveCount(0);
});

test('a note that is chosen does nothing by itself', { tag: '@desktop' }, async ({ page }) => {
  const type = (name: string) => composer(page).getByRole('radio', { name, exact: true });
  await type('Call').check();
  await type('Note').check();
  await expect(alsoDone(page)).not.toBeChecked();
  await alsoDone(page).check();
  await type('Meeting').check();
  await type('Note').check();
  await expect(alsoDone(page)).toBeChecked();
});

test('after a call the page asks once', { tag: '@phone' }, async ({ page }) => {
  const question = page.locator('[data-ask-to-log]');
  await page.evaluate(`document.addEventListener('click', (event) => event.preventDefault(), { once: true })`);
  await page.getByRole('link', { name: 'Call' }).first().click();
  await expect(composer(page).getByRole('radio', { name: 'Call' })).toBeChecked();
  await expect(question).toBeHidden();

  await leaveAndReturn(page);
  await expect(question).toContainText('Log the call?');
  await question.getByRole('link', { name: 'Log it' }).click();
  await expect(composer(page).getByRole('textbox', { name: 'Note', exact: true })).toBeFocused();
  await expect(question).toBeHidden();
  await leaveAndReturn(page);
  await expect(question).toBeHidden();
});

async function leaveAndReturn(page: Page): Promise<void> {
  await page.evaluate(`for (const name of ['blur', 'focus']) window.dispatchEvent(new Event(name))`);
}

test('in quick add, for the person who is chosen', { tag: '@desktop' }, async ({ page }) => {
  await page.goto('/tasks/');
  await page.goto('/quick-add/note/');
  await page.getByRole('combobox', { name: 'Who with' }).fill('kos');
  await page.getByRole('option', { name: 'Jan Kos' }).click();
  await expect(alsoDone(page)).toBeChecked();
  await page.getByRole('textbox', { name: 'Note', exact: true }).fill('Sent by post.');
  await page.getByRole('textbox', { name: 'Note', exact: true }).press('Control+Enter');
  await expect(page.locator('.flash')).toContainText(`Done: ${late}.`);
});
