import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createUser, dom, password, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';
import { type Mailbox, mailbox } from '../support/mailbox.ts';

const address = '/accounts/password-reset/';
const newPassword = 'quite another one';

vi.setConfig({ testTimeout: 60_000 });

let box: Mailbox;
let app: TestApp;
let now = new Date('2026-03-10T12:00:00Z');
beforeAll(async () => {
  box = await mailbox();
  const environment = {
    SMTP_URL: box.url,
    MAIL_FROM: 'Mini CRM <crm@example.com>',
    PUBLIC_URL: 'https://crm.example.com/',
  };
  app = await testApp({ environment, clock: () => now });
});
beforeEach(async () => {
  await emptyDatabase();
  await box.take();
  box.refuse(false);
  now = new Date('2026-03-10T12:00:00Z');
});

const ask = async (username: string, visitor = new Visitor(app)) => visitor.post(address, { username });
const linkIn = (text = '') =>
  /https:\/\/crm\.example\.com(\/accounts\/reset\/[\w-]{43}\/)/.exec(text)?.[1] ?? 'no link';
const set = { password1: newPassword, password2: newPassword };

describe('a forgotten password, with mail', () => {
  test('is replaced by a link sent to the address of the account', async () => {
    await createUser(app, 'alice', { email: 'alice@example.com' });
    const response = await ask('Alice');
    expect([response.status, response.headers['location']]).toEqual([303, '/accounts/login/']);
    const [mail, ...more] = await box.take();
    expect(more).toEqual([]);
    expect(mail).toMatchObject({
      to: ['alice@example.com'],
      from: 'crm@example.com',
      subject: 'Reset your Mini CRM password',
    });
    const visitor = new Visitor(app);
    expect((await visitor.post(linkIn(mail?.text), set)).headers['location']).toBe('/accounts/login/');
    expect((await new Visitor(app).post('/accounts/login/', { username: 'alice', password: newPassword })).status).toBe(
      303,
    );
    expect((await new Visitor(app).post('/accounts/login/', { username: 'alice', password })).status).toBe(422);
  });

  test('can be requested by email address: one mail has a link for every account of it', async () => {
    const names = ['first', 'second', 'third', 'fourth', 'fifth', 'alice', 'bob'];
    for (const name of names)
      await createUser(app, name, { email: name === 'bob' ? 'Shop@Example.com' : 'shop@example.com' });
    await createUser(app, 'eve', { email: 'shopXexample.com@example.com' });
    await ask('shop@example.COM');
    const [mail, ...more] = await box.take();
    expect([mail?.to, more]).toEqual([['shop@example.com'], []]);
    const links = [...(mail?.text ?? '').matchAll(/^(\w+)\n(https:\S+)$/gm)].map(([, name, link]) => ({ name, link }));
    expect(links.map(({ name }) => name)).toEqual(names);
    const bobs = linkIn(links.at(-1)?.link);
    expect((await new Visitor(app).post(bobs, set)).status).toBe(303);
    expect((await new Visitor(app).post('/accounts/login/', { username: 'bob', password: newPassword })).status).toBe(
      303,
    );
  });

  test('of an address that accounts only claim goes to its owner first', async () => {
    await sql(`INSERT INTO users (username, password_hash) SELECT 'claim' || n, '' FROM generate_series(1, 150) AS n`);
    await sql(`INSERT INTO email_changes SELECT id, 'shop@example.com', md5(username), now(), now() FROM users`);
    await createUser(app, 'alice', { email: 'shop@example.com' });
    await ask('shop@example.com');
    const [mail] = await box.take();
    expect(mail?.text).toMatch(/hour:\n\nalice\nhttps:/);
  });

  test.each(['%', '_hop@example.com', "' OR 1=1 --", '%@example.com'])('%s is a name, not a pattern', async (text) => {
    await createUser(app, 'alice', { email: 'shop@example.com' });
    expect((await ask(text)).status).toBe(303);
    expect(await box.take()).toEqual([]);
  });

  test('works once', async () => {
    await createUser(app, 'alice', { email: 'alice@example.com' });
    await ask('alice');
    const link = linkIn((await box.take())[0]?.text);
    expect((await new Visitor(app).post(link, set)).status).toBe(303);
    expect((await new Visitor(app).post(link, set)).status).toBe(404);
  });

  test('works for an hour', async () => {
    await createUser(app, 'alice', { email: 'alice@example.com' });
    await ask('alice');
    const link = linkIn((await box.take())[0]?.text);
    now = new Date(now.getTime() + 3_599_000);
    expect((await new Visitor(app).get(link)).status).toBe(200);
    now = new Date(now.getTime() + 2_000);
    expect((await new Visitor(app).get(link)).status).toBe(404);
  });

  test('ends every session of the user', async () => {
    const alice = await signedIn(app, await createUser(app, 'alice', { email: 'alice@example.com' }));
    await ask('alice');
    await new Visitor(app).post(linkIn((await box.take())[0]?.text), set);
    expect((await alice.get('/dashboard/')).status).toBe(303);
  });

  test('is reset by a Polish mail for a Polish user', async () => {
    await createUser(app, 'łucja', { email: 'lucja@example.com', locale: 'pl' });
    await ask('łucja');
    const [mail] = await box.take();
    expect(mail?.subject).toBe('Nowe hasło do Mini CRM');
    expect(mail?.text).toContain('konta łucja w Mini CRM');
  });

  test('has its token stored as a hash', async () => {
    await createUser(app, 'alice', { email: 'alice@example.com' });
    await ask('alice');
    const token = linkIn((await box.take())[0]?.text).split('/')[3];
    const rows = await sql('SELECT * FROM password_resets');
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).not.toContain(token);
  });
});

describe('nobody can find out', () => {
  test('whether an account exists: the answer is the same and as quick', async () => {
    await createUser(app, 'alice', { email: 'alice@example.com' });
    await createUser(app, 'nomail');
    await createUser(app, 'gone', { email: 'gone@example.com', is_active: false });
    const answers = [];
    for (const name of ['alice', 'nomail', 'gone', 'nobody']) {
      const visitor = new Visitor(app);
      const response = await ask(name, visitor);
      const page = dom(await visitor.get('/accounts/login/'));
      answers.push([response.status, response.headers['location'], response.text, page('.flash').text().trim()]);
    }
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1);
    expect((await box.take()).map(({ to }) => to)).toEqual([['alice@example.com']]);
  });

  test('that the mail server refused the mail', async () => {
    await createUser(app, 'alice', { email: 'alice@example.com' });
    box.refuse(true);
    expect((await ask('alice')).status).toBe(303);
    expect(await box.take()).toEqual([]);
  });

  test('a token by forging the Host header', async () => {
    await createUser(app, 'alice', { email: 'alice@example.com' });
    await ask('alice', new Visitor(app, { Host: 'evil.example', 'X-Forwarded-Host': 'evil.example' }));
    const [mail] = await box.take();
    expect(mail?.text).not.toContain('evil');
    expect(linkIn(mail?.text)).toMatch(/^\/accounts\/reset/);
  });
});

describe('limits', () => {
  test('an account gets three mails an hour, and further requests the same answer', async () => {
    await createUser(app, 'alice', { email: 'alice@example.com' });
    for (let i = 0; i < 5; i++) expect((await ask('alice')).status).toBe(303);
    expect(await box.take()).toHaveLength(3);
  });

  test('an address can ask ten times an hour', async () => {
    const visitor = new Visitor(app);
    for (let i = 0; i < 10; i++) expect((await ask(`nobody${i}`, visitor)).status).toBe(303);
    const refused = await ask('alice', visitor);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3000);
  });

  test('empty, too long and NUL input is reported on the form', async () => {
    for (const text of ['', 'x'.repeat(300), 'a\0b']) {
      const response = await ask(text);
      expect(response.status).toBe(422);
      expect(dom(response)('#f-username-error')).toHaveLength(1);
    }
    expect((await new Visitor(app).postRaw(address, { username: 'alice' })).status).toBe(403);
  });
});

describe('without mail', () => {
  test('the page says whom to ask, also after a POST', async () => {
    const silent = await testApp();
    await createUser(silent, 'alice', { email: 'alice@example.com' });
    const visitor = new Visitor(silent);
    const $ = dom(await visitor.get(address));
    expect($('main form')).toHaveLength(0);
    expect($('main').text()).toContain('npm run reset-password -- your-username');
    expect((await visitor.post(address, { username: 'alice' })).status).toBe(200);
    expect(await sql('SELECT * FROM password_resets')).toEqual([]);
    expect((await visitor.get('/accounts/login/')).text).toContain(address);
  });
});
