// The first half of a day: a new contact, interactions, and the tasks that follow.
import { expect, type Page } from '@playwright/test';
import { type Day, expectDot, invoice, person, quote } from './dayParts.ts';
import { dateFromToday } from './days.ts';
import { addTask, completeTask, expectBadge, logInteraction, taskGroup, taskRow } from './work.ts';

export async function addContact(day: Day): Promise<void> {
  const { page, scripts } = day;
  await page.goto('/dashboard/');
  await page.getByRole('main').getByRole('link', { name: 'Add Contact' }).first().click();
  await page.getByLabel('First name').fill('Łukasz');
  await page.getByLabel('Last name').fill('Żółty');
  await page.getByLabel('Phone').fill('600 100 200');
  await (scripts ? makeCompany(page, 'Huta Kwiat') : typeCompany(page, 'Huta Kwiat'));
  await page.getByRole('button', { name: 'Save contact' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(person);
  await expect(page.locator('.record-sub').getByRole('link', { name: 'Huta Kwiat' })).toBeVisible();
  await expect(page.getByRole('heading', { name: 'No history yet' })).toBeVisible();
  await expectDot(page, 'none', 'Nothing planned');
  day.contactPath = new URL(page.url()).pathname;
}

async function makeCompany(page: Page, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Company' }).fill(name);
  await page.getByRole('option', { name: `Create “${name}” as a company` }).click();
}

async function typeCompany(page: Page, name: string): Promise<void> {
  await page.getByLabel('Or type a name').fill(name);
}

export async function logInteractions({ page, timeZone }: Day): Promise<void> {
  await logInteraction(page, { kind: 'Note', text: 'Likes Kwiat glass, see https://example.com/glass' });
  await logInteraction(page, {
    kind: 'Call',
    text: 'Asked for the price.',
    when: `${dateFromToday(-1, timeZone)}T10:00`,
  });
  await logInteraction(page, { kind: 'Email', text: 'Sent the list of prices.' });
  const next = { day: 'Tomorrow', title: quote } as const;
  await logInteraction(page, { kind: 'Meeting', text: 'Chose the green one.', next });

  const timeline = page.getByRole('region', { name: /^History/ });
  await expect(timeline.getByRole('heading', { level: 3 })).toHaveText(['Today', 'Yesterday']);
  await expect(timeline.locator('.timeline-meta strong')).toHaveText(['Meeting', 'Email', 'Note', 'Phone Call']);
  await expect(timeline.getByRole('link', { name: 'https://example.com/glass' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Next step' })).toContainText(quote);
  await expect(timeline).not.toContainText(quote);
  await expect(taskRow(page, quote)).toContainText('Tomorrow');
  await expectDot(page, 'later', 'tomorrow');
  await expect(page.locator('.contact-overview')).toContainText('Last contact: today, meeting');
}

export async function addLateTask({ page, timeZone, contactPath = '' }: Day): Promise<void> {
  await addTask(page, invoice, dateFromToday(-3, timeZone));
  await page.goto(contactPath);
  await expectDot(page, 'late', '3 days late');
  await expectBadge(page, 1);

  await page.goto('/dashboard/');
  await expect(page.locator('.today-sentence')).toHaveText('1 task is late.');
  const row = page.locator('.today-row').filter({ hasText: invoice });
  await expect(row).toContainText('3 days late');
  await expect(row.locator('.row-title')).toHaveAttribute('href', contactPath);
  await expect(row).toContainText(person);
  await expect(row.getByRole('button', { name: 'Done' })).toBeVisible();
  await expectBadge(page, 1);

  await page.goto('/contacts/');
  await expect(page.locator('td .dot-late')).toHaveText('3 days late');
  await page.goto('/tasks/');
  await expect(page.getByText('1 task is late or due today.')).toBeVisible();
  await expect(taskGroup(page, 'Late').locator('.row-title')).toHaveText([invoice]);
  await expect(taskGroup(page, 'Tomorrow').locator('.row-title')).toHaveText([quote]);
}

export async function toggleTask({ page, scripts }: Day): Promise<void> {
  await page.evaluate('document.body.dataset.stays = "yes"').catch(() => {});
  await completeTask(page, invoice);
  await expect(page.getByText('Done.', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: `Reopen “${invoice}”` })).toBeVisible();
  await expectBadge(page, 0);
  if (scripts) await expect(page.locator('body[data-stays]')).toHaveCount(1);
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(page.getByRole('button', { name: `Mark “${invoice}” as done` })).toBeVisible();
  await expectBadge(page, 1);
  // Also on Today, where Done asks what was said.
  await page.goto('/dashboard/');
  const done = page.locator('.today-row').filter({ hasText: invoice }).getByRole('button', { name: 'Done' });
  await done.click();
  await expect(page.getByText('Done.', { exact: true })).toBeVisible();
  await expect(done).toHaveCount(0);
  await page.getByRole('button', { name: 'Undo', exact: true }).click();
  await expect(done).toBeVisible();
}

export async function postponeTask({ page, timeZone, contactPath = '' }: Day): Promise<void> {
  await page.goto('/tasks/');
  const row = taskRow(page, invoice);
  await row.locator('summary').click();
  await row.getByRole('button', { name: 'In a week' }).click();
  await expect(page.getByText(/^Moved to /)).toBeVisible();
  await expect(row).toContainText('in 7 days');
  await expectBadge(page, 0);
  await page.goto('/tasks/');
  await expect(taskGroup(page, 'Later').locator('.row-title')).toHaveText([invoice]);

  await row.locator('summary').click();
  await row.getByLabel('Another date').fill(dateFromToday(0, timeZone));
  await row.getByRole('button', { name: 'Reschedule', exact: true }).click();
  await expectBadge(page, 1);
  await page.goto(contactPath);
  await expectDot(page, 'today', 'today');
}

export async function repeatTask({ page }: Day): Promise<void> {
  await page.goto('/tasks/');
  await page.getByRole('link', { name: invoice }).click();
  await page.getByLabel('Repeat').selectOption('Every week');
  await page.getByRole('button', { name: 'Save task' }).click();
  await expect(taskGroup(page, 'Today')).toContainText('Every week');
  await completeTask(page, invoice);
  await expect(page.getByText(/^Done\. Next one due /)).toBeVisible();
  await page.goto('/tasks/');
  await expect(taskGroup(page, 'Later')).toContainText('in 7 days');
  await expect(taskGroup(page, 'Recently done').locator('.row-title')).toHaveText([invoice]);
  // Undo removes the next task again.
  await page.getByRole('button', { name: `Reopen “${invoice}”` }).click();
  await expect(page.getByText('Task reopened.')).toBeVisible();
  await page.goto('/tasks/');
  await expect(page.getByRole('link', { name: invoice })).toHaveCount(1);
}
