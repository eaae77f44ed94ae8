// What an owner does all day through the pages, with scripts and without.
import { expect, type Locator, type Page } from '@playwright/test';

interface LoggedInteraction {
  kind: 'Note' | 'Call' | 'Email' | 'Meeting';
  text: string;
  /** `2026-03-12T10:00`; by default now. */
  when?: string;
  next?: { day: 'Tomorrow' | 'In a week' | 'In a month'; title: string };
}

/** Logs an interaction on the contact's page. */
export async function logInteraction(page: Page, { kind, text, when, next }: LoggedInteraction): Promise<void> {
  const composer = page.locator('form.composer');
  await composer.getByRole('radio', { name: kind, exact: true }).check();
  await composer.getByRole('textbox', { name: 'Note', exact: true }).fill(text);
  if (when) {
    await composer.locator('summary').filter({ hasText: 'When' }).click();
    await composer.getByLabel('When', { exact: true }).fill(when);
  }
  if (next) {
    await composer.getByRole('radio', { name: next.day }).check();
    await composer.getByLabel('What to do').fill(next.title);
  }
  await composer.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(page.locator('.flash')).toContainText(next ? /Next step: / : 'Saved.');
}

export async function addTask(page: Page, title: string, due: string, contact?: string): Promise<void> {
  await page
    .getByRole('main')
    .getByRole('link', { name: /^Add task$/i })
    .first()
    .click();
  await page.getByLabel('What needs doing?').fill(title);
  await page.getByLabel(/^Date/).fill(due);
  if (contact) await page.getByLabel('Or type a name').fill(contact);
  await page.getByRole('button', { name: 'Save task' }).click();
  await expect(page.getByText('Task added.')).toBeVisible();
}

/** A task's row in a list or on a contact's page. */
export function taskRow(page: Page, title: string): Locator {
  return page.locator('.task-row').filter({ has: page.getByRole('link', { name: title, exact: true }) });
}

/** The rows of a group of the task list. */
export function taskGroup(page: Page, name: string): Locator {
  return page.getByRole('region', { name, exact: true });
}

export async function completeTask(page: Page, title: string): Promise<void> {
  await page.getByRole('button', { name: `Mark “${title}” as done` }).click();
}

/** Expects the number beside Tasks in the menu; none when nothing is late or due today. */
export async function expectBadge(page: Page, count: number): Promise<void> {
  const words = count === 1 ? '1 task due' : `${count} tasks due`;
  if (count > 0) await expect(page.locator('.tab-tasks .tab-count')).toContainText(words);
  else await expect(page.locator('.tab-count')).toHaveCount(0);
}

/** Presses the button of a confirmation page. */
export async function confirmDelete(page: Page, button: string, told: string): Promise<void> {
  await page.getByRole('button', { name: button }).click();
  await expect(page.getByText(told)).toBeVisible();
}
