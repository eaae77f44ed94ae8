import { exhaustive } from '../tests/support/exhaustive.ts';
import { test } from './fixtures.ts';
import { register } from './support/accounts.ts';
import { wholeDay } from './support/dayJourney.ts';

test.use({ javaScriptEnabled: false });
// In `npm test`, each flow has a shorter test of its own without scripts.
test.skip(!exhaustive);

test('a whole day with scripts off', async ({ page }) => {
  test.setTimeout(240_000);
  await register(page);
  await wholeDay({ page, scripts: false, timeZone: 'UTC' });
});
