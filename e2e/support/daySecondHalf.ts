// The second half of a day: searching, editing and deleting.
import { expect, type Page } from '@playwright/test';
import { type Day, namesIn, person, quote } from './dayParts.ts';
import { dateFromToday } from './days.ts';
import { addTask, confirmDelete, expectBadge, taskRow } from './work.ts';

export async function searchEverything({ page, scripts }: Day): Promise<void> {
  await page.getByRole('link', { name: 'Search', exact: true }).click();
  if (scripts) {
    const palette = page.getByRole('dialog', { name: 'Search' });
    await palette.getByRole('combobox').fill('KWIAT');
    for (const name of ['Contacts', 'Companies', 'Tasks', 'Notes'])
      await expect(palette.getByRole('group', { name })).toBeVisible();
    await palette.getByRole('option', { name: 'Huta Kwiat' }).last().click();
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Huta Kwiat');
    await expect(page.getByRole('region', { name: 'History' })).toContainText('Chose the green one.');
  }
  await page.goto('/search/');
  await page.getByLabel('Search people, companies, tasks and notes').fill('KWIAT');
  await page.getByRole('main').getByRole('button', { name: 'Search' }).click();
  for (const name of ['Contacts', 'Companies', 'Tasks', 'Notes'])
    await expect(page.getByRole('region', { name })).toContainText(/kwiat/i);
  await page.getByRole('region', { name: 'Notes' }).getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(person);
}

export async function filterContacts({ page, timeZone }: Day): Promise<void> {
  for (const name of ['Ewa Nowak', 'Adam Bez']) await quickContact(page, name);
  await addTask(page, 'Meet Adam', dateFromToday(-2, timeZone));
  await page.goto('/contacts/');
  for (const [dot, names] of Object.entries({
    Late: ['Adam Bez'],
    Today: [person],
    'Nothing planned': ['Ewa Nowak'],
  })) {
    await openFilters(page);
    await page.getByRole('navigation', { name: 'Next step' }).getByRole('link', { name: dot, exact: true }).click();
    await expect(namesIn(page)).toHaveText(names);
  }
  await openFilters(page);
  await page.getByRole('navigation', { name: 'Next step' }).getByRole('link', { name: 'Later' }).click();
  await page.getByRole('link', { name: 'Show all contacts' }).click();
  await expect(page).toHaveURL('/contacts/');
  await openFilters(page);
  await page.getByRole('navigation', { name: 'Sort by' }).getByRole('link', { name: 'Next step' }).click();
  await expect(namesIn(page)).toHaveText(['Adam Bez', person, 'Ewa Nowak']);
}

async function quickContact(page: Page, name: string): Promise<void> {
  await page.getByRole('link', { name: 'Quick add' }).click();
  await page.getByLabel('Who is it?').fill(name);
  await page.getByRole('button', { name: 'Add', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
}

export async function editAndDeleteInteraction({ page, contactPath = '' }: Day): Promise<void> {
  await page.goto(contactPath);
  const meeting = page.locator('.timeline-item').filter({ hasText: 'Chose the green one.' });
  await meeting.getByRole('link', { name: /^Edit entry of/ }).click();
  await page.getByRole('textbox', { name: 'Note', exact: true }).fill('Chose the blue one.');
  await page.getByRole('button', { name: 'Save changes' }).click();
  const changed = page.locator('.timeline-item').filter({ hasText: 'Chose the blue one.' });
  await expect(changed).toContainText('edited');

  await changed.getByRole('link', { name: /^Delete entry of/ }).click();
  await expect(page.getByText('1 task planned from it')).toBeVisible();
  await confirmDelete(page, 'Delete entry', 'Entry deleted.');
  await expect(changed).toHaveCount(0);
  await expect(taskRow(page, quote)).toBeVisible();
}

export async function editAndDeleteTask({ page }: Day): Promise<void> {
  await page.goto('/tasks/');
  await page.getByRole('link', { name: quote }).click();
  await page.getByLabel('What needs doing?').fill('Send the blue quote');
  await page.getByLabel('Status').selectOption('In Progress');
  await page.getByRole('button', { name: 'Save task' }).click();
  await expect(taskRow(page, 'Send the blue quote')).toContainText('In Progress');
  await page.getByRole('navigation', { name: 'Status' }).getByRole('link', { name: 'In Progress' }).click();
  await expect(page.locator('.row-title')).toHaveText(['Send the blue quote']);

  const row = taskRow(page, 'Send the blue quote');
  await row.locator('summary').click();
  await row.getByRole('link', { name: 'Delete' }).click();
  await confirmDelete(page, 'Delete task', 'Task deleted.');
  await expect(row).toHaveCount(0);
}

export async function deleteCompany({ page, contactPath = '' }: Day): Promise<void> {
  await page.goto('/companies/');
  await page.getByRole('main').getByRole('link', { name: 'Huta Kwiat' }).click();
  await page.getByRole('main').getByRole('link', { name: 'Delete' }).click();
  await confirmDelete(page, 'Delete company', 'Company deleted.');
  await expect(page.getByText('No companies yet')).toBeVisible();
  await page.goto(contactPath);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(person);
  await expect(page.getByText('Huta Kwiat')).toHaveCount(0);
}

export async function deleteContacts({ page }: Day): Promise<void> {
  for (const name of [person, 'Adam Bez', 'Ewa Nowak']) await deletePerson(page, name);
  await expect(page.getByText('No contacts yet')).toBeVisible();
  await page.goto('/tasks/');
  await expect(page.getByText('No tasks yet')).toBeVisible();
  await page.goto('/dashboard/');
  await expect(page.getByRole('heading', { name: 'First steps' })).toBeVisible();
  await expect(page.locator('.today-row')).toHaveCount(0);
  await expectBadge(page, 0);
}

async function deletePerson(page: Page, name: string): Promise<void> {
  await page.goto('/contacts/');
  await page.getByRole('main').getByRole('link', { name }).click();
  await page.getByRole('main').getByRole('link', { name: 'Delete contact' }).click();
  await confirmDelete(page, 'Delete contact', 'Contact deleted.');
}

/** They are folded on a phone. */
async function openFilters(page: Page): Promise<void> {
  const button = page.locator('.list-filter > summary');
  if (await button.isVisible()) await button.click();
}
