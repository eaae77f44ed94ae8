import { expect, test } from 'vitest';
import { deleteUser } from '../../src/users/deleteUser.service.ts';
import { sql, untilBlocked } from '../support/database.ts';
import { createRecords } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { alice, app } = await useSignedIn();
const context = { at: new Date('2026-11-29T10:00:00Z'), actor_id: alice.id, ip: '' };

test('a deletion that loses a deadlock with a write in the background is repeated', async () => {
  const ids = await createRecords(app, alice);
  const background = await app.database.pool.connect();
  await background.query('BEGIN');
  await background.query('SELECT FROM contacts WHERE id = $1 FOR UPDATE', [ids.contact]);
  const deletion = deleteUser(app.database, alice.id, context);
  await untilBlocked();
  // The deletion has waited for longer, so PostgreSQL gives up that one; on a very slow machine it may be this one.
  const ownerLock = background.query('SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE', [alice.id]);
  await ownerLock.catch(({ code }: { code: string }) => expect(code).toBe('40P01'));
  await background.query('ROLLBACK');
  background.release();
  expect(await deletion).toBe('done');
  expect(await sql('SELECT id FROM users')).toEqual([]);
  expect(await sql('SELECT action FROM audit_log')).toEqual([{ action: 'user_deleted' }]);
});
