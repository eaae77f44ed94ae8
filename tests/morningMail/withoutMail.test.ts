import { expect, test } from 'vitest';
import { dom } from '../support/app.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { browser } = await useSignedIn();

test('a server without mail says so, and offers nothing', async () => {
  const $ = dom(await browser.get('/accounts/profile/'));
  expect($('#morning-mail').text()).toContain('doesn’t send email');
  expect($('#morning-mail form')).toHaveLength(0);
});
