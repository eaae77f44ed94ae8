// A download of the whole account that its reader gives up.
import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { sql, untilBlocked } from '../support/database.ts';
import { leaveEarly } from '../support/leaveEarly.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { app, alice, db } = await useSignedIn();

test('a download that is canceled between two statements ends alone', async () => {
  await db.read(`INSERT INTO contacts (user_id, first_name) SELECT $1::int, 'Ewa' FROM generate_series(1, 600)`);
  await sql('BEGIN');
  await sql('LOCK TABLE contacts');
  await leaveEarly(app, alice, '/accounts/data/download/', untilBlocked);
  await sql('ROLLBACK');
  // Vitest fails on an error that nobody handles.
  await setTimeout(200);
  expect(await db.contact.count()).toBe(600);
});
