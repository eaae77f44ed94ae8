// SECRET_KEY was changed, and the former key is in SECRET_KEY_OLD.
import { Secret, TOTP } from 'otpauth';
import { beforeAll, beforeEach, expect, test } from 'vitest';
import { findOwnFeed, reencryptFeedTokens, saveFeed } from '../../src/calendarFeed/feed.service.ts';
import { decrypt, encrypt, reencrypt } from '../../src/users/encryption.ts';
import { reencryptTwoFactorSecrets } from '../../src/users/twoFactorSecrets.service.ts';
import { createUser, dbOf, password, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';

const former = 'the key before the change';
const current = 'the key after the change';
const purpose = 'two-factor secret';
let before: TestApp;
let after: TestApp;
let without: TestApp;
let tomorrow = false;
const clock = () => new Date(Date.now() + (tomorrow ? 86_400_000 : 0));
beforeAll(async () => {
  before = await testApp({ environment: { SECRET_KEY: former } });
  after = await testApp({
    clock,
    environment: { SECRET_KEY: current, SECRET_KEY_OLD: `${former}, one more of the old` },
  });
  without = await testApp({ environment: { SECRET_KEY: current } });
});
beforeEach(emptyDatabase);

/** The cookie of a session that was opened with the former key. */
async function cookieOf(): Promise<string> {
  const visitor = new Visitor(before);
  const response = await visitor.post('/accounts/login/', { username: 'alice', password });
  const cookies = [response.headers['set-cookie']].flat().map(String);
  return cookies.find((one) => one.startsWith('sid='))?.split(';')[0] ?? '';
}
const statusWith = async (app: TestApp, Cookie: string) =>
  (await new Visitor(app, { Cookie }).get('/dashboard/')).status;

test('sessions stay valid as long as the former key is configured', async () => {
  await createUser(before);
  const cookie = await cookieOf();
  expect([await statusWith(after, cookie), await statusWith(without, cookie)]).toEqual([200, 303]);
});

test('a session used on another day gets a cookie signed with the new key', async () => {
  await createUser(before);
  const cookie = await cookieOf();
  tomorrow = true;
  const response = await new Visitor(after, { Cookie: cookie }).get('/dashboard/');
  tomorrow = false;
  const renewed = [response.headers['set-cookie']].flat().find((one) => String(one).startsWith('sid='));
  expect(await statusWith(without, String(renewed).split(';')[0] ?? '')).toBe(200);
});

test('new sessions are signed with the new key', async () => {
  const user = await createUser(after);
  await signedIn(after, user);
  const response = await new Visitor(after).post('/accounts/login/', { username: 'alice', password });
  const cookie = String([response.headers['set-cookie']].flat().find((one) => String(one).startsWith('sid=')));
  expect(await statusWith(without, cookie.split(';')[0] ?? '')).toBe(200);
});

test('codes keep working, and no longer need the former key once the secrets are re-encrypted', async () => {
  const { id } = await createUser(before);
  const secret = new Secret({ size: 20 }).base32;
  await sql('INSERT INTO two_factors (user_id, secret, enabled_at) VALUES ($1, $2, now())', [
    id,
    encrypt([former], purpose, secret),
  ]);
  const codeIn = async (app: TestApp) => {
    await sql('UPDATE two_factors SET last_step = 0');
    const visitor = new Visitor(app);
    await visitor.post('/accounts/login/', { username: 'alice', password });
    const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate();
    return (await visitor.post('/accounts/login/code/', { code })).status;
  };
  expect([await codeIn(after), await codeIn(without)]).toEqual([303, 422]);
  expect(await reencryptTwoFactorSecrets(after.database, after.config.secretKeys)).toBe(1);
  expect(await codeIn(without)).toBe(303);
  expect(await reencryptTwoFactorSecrets(after.database, after.config.secretKeys)).toBe(0);
});

test('the address of a calendar is shown without the former key once it is encrypted again', async () => {
  const db = dbOf(before, await createUser(before));
  const contents = { tasks: true, meetings: true, birthdays: true, details: true };
  await saveFeed(db, [former], contents, new Date());
  const address = async (keys: [string, ...string[]]) => (await findOwnFeed(db, keys))?.address;
  const shown = await address([former]);
  expect([shown, await address([current])]).toEqual([expect.stringMatching(/^\d+-./), undefined]);
  expect(await reencryptFeedTokens(after.database, after.config.secretKeys)).toBe(1);
  expect(await address([current])).toBe(shown);
  expect(await reencryptFeedTokens(after.database, after.config.secretKeys)).toBe(0);
});

test('a secret that none of the keys decrypts is left as it is', async () => {
  const { id } = await createUser(before);
  const row = encrypt(['a key that nobody has any more'], purpose, 'x');
  await sql('INSERT INTO two_factors (user_id, secret) VALUES ($1, $2)', [id, row]);
  expect(await reencryptTwoFactorSecrets(after.database, after.config.secretKeys)).toBe(0);
  expect(await sql('SELECT secret FROM two_factors')).toEqual([{ secret: row }]);
});

test('encrypts with the first key and decrypts with any', () => {
  const old = encrypt([former], purpose, 'zażółć');
  expect(decrypt([current, former], purpose, old)).toBe('zażółć');
  expect(decrypt([current], purpose, old)).toBeUndefined();
  const renewed = reencrypt([current, former], purpose, old) ?? '';
  expect(decrypt([current], purpose, renewed)).toBe('zażółć');
  expect(reencrypt([current, former], purpose, renewed)).toBeUndefined();
});
