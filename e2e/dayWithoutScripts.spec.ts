import { test } from './fixtures.ts';
import { register } from './support/accounts.ts';
import { wholeDay } from './support/dayJourney.ts';

test.use({ javaScriptEnabled: false });

test('a whole day with scripts off', { tag: '@full' }, async ({ page }) => {
  test.setTimeout(240_000);
  await register(page);
  await wholeDay({ page, scripts: false, timeZone: 'UTC' });
});
