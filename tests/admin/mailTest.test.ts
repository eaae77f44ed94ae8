import { beforeAll, beforeEach, expect, test } from 'vitest';
import { createUser, dom, signedIn, type TestApp, testApp } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';
import { type Mailbox, mailbox } from '../support/mailbox.ts';

const address = '/admin/mail-test/';
const staff = { is_staff: true, email: 'boss@example.com' };

let box: Mailbox;
let app: TestApp;
beforeAll(async () => {
  box = await mailbox();
  app = await testApp({
    environment: { SMTP_URL: box.url, MAIL_FROM: 'crm@example.com', PUBLIC_URL: 'https://crm.example.com' },
  });
});
beforeEach(async () => {
  await emptyDatabase();
  await box.take();
  box.refuse(false);
});

const flashOf = async (visitor: Awaited<ReturnType<typeof signedIn>>) =>
  dom(await visitor.get('/admin/'))('.flash p').text();

test('a test mail reaches the administrator and is logged', async () => {
  const visitor = await signedIn(app, await createUser(app, 'boss', staff));
  expect((await visitor.post(address)).headers['location']).toBe('/admin/');
  expect(await flashOf(visitor)).toContain('Test email sent.');
  expect(await box.take()).toHaveLength(1);
  expect(await sql("SELECT 1 FROM audit_log WHERE action = 'mail_tested'")).toHaveLength(1);
});

test('a refusal by the mail server is reported without a 500', async () => {
  const visitor = await signedIn(app, await createUser(app, 'boss', { ...staff }));
  box.refuse(true);
  expect((await visitor.post(address)).status).toBe(303);
  expect(await flashOf(visitor)).toContain('SMTP_URL');
});

test('nothing is sent without an email address', async () => {
  const visitor = await signedIn(app, await createUser(app, 'boss', { is_staff: true }));
  await visitor.post(address);
  expect(await flashOf(visitor)).toContain('no email');
  expect(await box.take()).toHaveLength(0);
});

test('other users get a 404', async () => {
  const visitor = await signedIn(app, await createUser(app, 'alice', { email: 'alice@example.com' }));
  expect((await visitor.post(address)).status).toBe(404);
  expect(await box.take()).toHaveLength(0);
});
