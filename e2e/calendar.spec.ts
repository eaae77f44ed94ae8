import { expect, test, withAndWithoutScripts } from './fixtures.ts';
import { expectAccessible } from './support/axe.ts';
import { dateFromToday } from './support/days.ts';

const [today, tomorrow] = [dateFromToday(0), dateFromToday(1)];

test('adds a task on a day, and moves it by the keyboard and back', { tag: '@desktop' }, async ({ page, owner: _ }) => {
  await page.goto('/calendar/?view=week');
  const [from, to] = [page.locator(`[data-date="${today}"]`), page.locator(`[data-date="${tomorrow}"]`)];
  await from.getByRole('link', { name: /^Add a task on/ }).click();
  await page.getByLabel('What needs doing?').fill('Call the bank');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL('/calendar/?view=week');
  await from.getByRole('link', { name: 'Call the bank' }).focus();
  await page.keyboard.press('Shift+ArrowRight');
  const message = page.getByRole('status').filter({ hasText: 'Moved to' });
  await expect(message).toBeVisible();
  await expect(from.getByRole('link', { name: 'Call the bank' })).toHaveCount(0);
  await expectAccessible(page);
  await message.getByRole('button', { name: 'Undo' }).click();
  await expect(from.getByRole('link', { name: 'Call the bank' })).toBeVisible();
  await expect(to.getByRole('link', { name: 'Call the bank' })).toHaveCount(0);
});

test('drags a task onto another day', { tag: ['@desktop', '@full'] }, async ({ page, owner }) => {
  // Both are in sight: a page that scrolls meanwhile ends the dragging.
  const [from, to] = ['2026-02-03', '2026-02-05'];
  await owner.send('/tasks/create/', { title: 'Call the bank', due_date: from });
  await page.goto(`/calendar/?date=${from}`);
  const task = page.getByRole('link', { name: 'Call the bank' });
  await task.dragTo(page.locator(`[data-date="${to}"]`));
  await expect(page.locator(`[data-date="${to}"]`).getByRole('link', { name: 'Call the bank' })).toBeVisible();
  await page.reload();
  await expect(page.locator(`[data-date="${to}"]`).getByRole('link', { name: 'Call the bank' })).toBeVisible();
});

withAndWithoutScripts(() => {
  test('moves a task on the page of its day', { tag: '@full' }, async ({ page, owner }) => {
    await owner.send('/tasks/create/', { title: 'Call the bank', due_date: '2026-02-10' });
    await page.goto('/calendar/2026-02-10/');
    await page.locator('.task-row summary').click();
    await page.getByLabel('Another date').fill('2026-02-19');
    await page.getByRole('button', { name: 'Reschedule', exact: true }).click();
    await expect(page.getByText('Moved to Thu 19 Feb.')).toBeVisible();
    await expect(page.getByText('A free day')).toBeVisible();
    await page.getByRole('button', { name: 'Undo' }).first().click();
    await expect(page.getByRole('link', { name: 'Call the bank' })).toBeVisible();
  });
});
