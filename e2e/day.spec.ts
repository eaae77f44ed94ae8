// An owner's day: whom to call, what was said, what comes next; from an empty account to an empty one.
import { expect, test } from './fixtures.ts';
import { register } from './support/accounts.ts';
import { wholeDay } from './support/dayJourney.ts';

test('a whole day, from registering to deleting the last contact', { tag: '@full' }, async ({ page }) => {
  test.setTimeout(240_000);
  await register(page);
  await expect(page.getByRole('heading', { name: 'First steps' })).toBeVisible();
  await wholeDay({ page, scripts: true, timeZone: 'Europe/Warsaw' });
});
