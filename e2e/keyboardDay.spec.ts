// The day's work by keyboard only: log, plan, complete, postpone, choose a contact. Quick add and search have files of
// their own.
import { expect, test } from './fixtures.ts';
import { dateFromToday } from './support/days.ts';
import { tabTo } from './support/keys.ts';
import { expectBadge, taskGroup, taskRow } from './support/work.ts';

const tag = '@desktop';

test('logs an interaction: l, kind, text, next step, Ctrl+Enter', { tag }, async ({ page, owner }) => {
  const id = await owner.addContact({ first_name: 'Ewa', last_name: 'Lis' });
  await page.goto(`/contacts/${id}/`);
  await page.keyboard.press('l');
  await expect(page.getByRole('textbox', { name: 'Note', exact: true })).toBeFocused();
  await page.keyboard.type('Wants oak, not pine. N or n / l?');
  await tabTo(page, page.getByRole('radio', { name: 'Note', exact: true }), 'Shift+Tab');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Call', exact: true })).toBeChecked();
  await tabTo(page, page.getByRole('radio', { name: 'Nothing', exact: true }));
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('radio', { name: 'Tomorrow' })).toBeChecked();
  await tabTo(page, page.getByLabel('What to do'));
  await page.keyboard.type('Send samples');
  await page.keyboard.press('Control+Enter');
  await expect(page.locator('.timeline-item')).toContainText('Phone Call');
  await expect(page.locator('.timeline-item')).toContainText('N or n / l?');
  await expect(taskRow(page, 'Send samples')).toContainText('Tomorrow');
});

test('completes a task, reopens it and postpones it', { tag }, async ({ page, owner }) => {
  await owner.send('/tasks/create/', { title: 'Call the bank', due_date: dateFromToday(-2) });
  await page.goto('/tasks/');
  await tabTo(page, page.getByRole('button', { name: 'Mark “Call the bank” as done' }));
  await page.keyboard.press('Enter');
  const undo = page.getByRole('button', { name: 'Reopen “Call the bank”' });
  // The focus survives the replacement of the row.
  await expect(undo).toBeFocused();
  await page.keyboard.press('Space');
  await expect(page.getByRole('button', { name: 'Mark “Call the bank” as done' })).toBeFocused();
  await expectBadge(page, 1);

  const menu = taskRow(page, 'Call the bank').locator('details');
  await tabTo(page, menu.locator('summary'));
  await page.keyboard.press('Enter');
  await expect(menu).toHaveAttribute('open');
  await page.keyboard.press('Escape');
  await expect(menu).not.toHaveAttribute('open');
  await expect(menu.locator('summary')).toBeFocused();
  await page.keyboard.press('Enter');
  await tabTo(page, menu.getByRole('button', { name: 'In a week' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Moved to /)).toBeVisible();
  await expectBadge(page, 0);
  const moved = page.getByRole('status').filter({ hasText: 'Moved to' });
  await tabTo(page, moved.getByRole('button', { name: 'Undo' }));
  await page.keyboard.press('Enter');
  await expectBadge(page, 1);
  await expect(taskRow(page, 'Call the bank')).toContainText('2 days late');
});

test('adds a task with a contact chosen by arrow keys, and completes it on Today', { tag }, async ({ page, owner }) => {
  for (const last_name of ['Lis', 'Nowak']) await owner.addContact({ first_name: 'Ewa', last_name });
  await page.goto('/tasks/create/');
  await expect(page.getByLabel('What needs doing?')).toBeFocused();
  await page.keyboard.type('Call about the table');
  await tabTo(page, page.getByLabel(/^Date/));
  // A date field has the order of the browser's language, which is American.
  const [year, month, day] = dateFromToday(0).split('-');
  await page.keyboard.type(`${month}${day}${year}`);
  await tabTo(page, page.getByRole('combobox', { name: 'Contact' }));
  await page.keyboard.type('ewa');
  await expect(page.getByRole('listbox').getByRole('option')).toHaveCount(2);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('combobox', { name: 'Contact' })).toHaveValue('Ewa Nowak');
  await page.keyboard.press('Enter');
  await expect(taskGroup(page, 'Today')).toContainText('Ewa Nowak');

  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await expect(page).toHaveURL('/dashboard/');
  await tabTo(page, page.getByRole('button', { name: 'Done for Call about the table' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText('Done.', { exact: true })).toBeVisible();
  await expectBadge(page, 0);
});
