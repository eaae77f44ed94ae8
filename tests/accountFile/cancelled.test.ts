// A download of the whole account that its reader gives up.
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { leaveEarly } from '../support/leaveEarly.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { app, alice, db, browser } = await useSignedIn();

test('a download that is cancelled ends alone', async () => {
  const person = { user_id: alice.id, first_name: 'Ewa', notes: 'x'.repeat(8_000) };
  await db.contact.createMany({ data: Array(3_000).fill(person) });
  // Vitest fails on an error that nobody handles.
  await leaveEarly(app, alice, '/accounts/data/download/');
  await setTimeout(500);
  expect((await browser.get('/contacts/')).status).toBe(200);
});
