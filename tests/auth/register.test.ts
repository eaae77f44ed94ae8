import { beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createUser, dom, password, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';
import { mailbox } from '../support/mailbox.ts';
import { hashAsInProduction, hashCheaply } from '../support/passwordCost.ts';

const address = '/accounts/register/';
const good = { username: 'Anna.Kowalska', email: 'anna@example.com', password1: password, password2: password };

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
beforeEach(emptyDatabase);

interface Row {
  username: string;
  email: string;
  locale: string;
  time_zone: string;
  is_staff: boolean;
  password_hash: string;
}

const rows = () => sql<Row>('SELECT * FROM users JOIN profiles ON user_id = id ORDER BY id');

describe('a valid registration', () => {
  test('creates the user and the profile, signs in and leads to the dashboard', async () => {
    hashAsInProduction();
    onTestFinished(hashCheaply);
    const anna = new Visitor(app);
    const response = await anna.post(address, { ...good, time_zone: 'Europe/Berlin' });
    expect(response.status).toBe(303);
    expect(response.headers['location']).toBe('/dashboard/');
    expect(await rows()).toMatchObject([
      {
        username: 'Anna.Kowalska',
        email: 'anna@example.com',
        locale: 'en',
        time_zone: 'Europe/Berlin',
        is_staff: false,
      },
    ]);
    expect((await rows())[0]?.password_hash).toMatch(/^\$2b\$12\$/);
    const dashboard = await anna.get('/dashboard/');
    expect(dashboard.text).toContain('Welcome!');
    expect((await anna.get('/dashboard/')).text).not.toContain('Welcome!');
  });

  test('with mail has its address confirmed before it counts, and works meanwhile', async () => {
    const box = await mailbox();
    const environment = { SMTP_URL: box.url, MAIL_FROM: 'crm@example.com', PUBLIC_URL: 'https://crm.example.com' };
    const mailing = await testApp({ environment });
    const anna = new Visitor(mailing);
    await anna.post(address, good);
    expect(dom(await anna.get('/dashboard/'))('.flash').text()).toContain('We sent a link to anna@example.com.');
    expect(await rows()).toMatchObject([{ email: '' }]);
    const [mail] = await box.take();
    const token = /token=([\w-]{43})/.exec(mail?.text ?? '')?.[1] ?? '';
    await new Visitor(mailing).post('/accounts/password-reset/', { username: good.email });
    expect((await box.take()).map(({ to }) => to)).toEqual([[good.email]]);
    await anna.post('/accounts/email/', { token });
    expect(await rows()).toMatchObject([{ email: good.email }]);
  });

  test('needs only a username and a password, and takes the language of the browser', async () => {
    const visitor = new Visitor(app, { 'Accept-Language': 'pl-PL,pl;q=0.9' });
    const { email: _, ...least } = good;
    expect((await visitor.post(address, least)).status).toBe(303);
    expect(await rows()).toMatchObject([{ email: '', locale: 'pl', time_zone: 'Europe/Warsaw' }]);
  });

  test('prefers ?lang= to the language of the browser', async () => {
    await new Visitor(app).post(`${address}?lang=pl`, good);
    expect(await rows()).toMatchObject([{ locale: 'pl' }]);
  });

  test.each(['Mars/Olympus', '../../etc/passwd', 'x'.repeat(10_000)])(
    'replaces the invalid time zone %.20s',
    async (zone) => {
      expect((await new Visitor(app).post(address, { ...good, time_zone: zone })).status).toBe(303);
      expect(await rows()).toMatchObject([{ time_zone: 'UTC' }]);
    },
  );

  test.each(['Łukasz', 'анна', '王小明', 'a@b.c+d-e_f', '  spaced  ', 'ｗｉｄｅ'])(
    'accepts the username %s',
    async (username) => {
      expect((await new Visitor(app).post(address, { ...good, username })).status).toBe(303);
      expect((await rows())[0]?.username).toBe(username.normalize('NFKC').trim());
    },
  );

  test('strips invisible characters from a pasted username, as the sign-in does', async () => {
    const pasted = '\u200Banna\uFEFF';
    await new Visitor(app).post(address, { ...good, username: pasted });
    expect(await rows()).toMatchObject([{ username: 'anna' }]);
    const again = await new Visitor(app).post('/accounts/login/', { username: pasted, password });
    expect(again.headers['location']).toBe('/dashboard/');
  });

  test('cannot exceed 150 characters even in the database', async () => {
    const add = (length: number) =>
      sql('INSERT INTO users (username, password_hash) VALUES ($1, $2)', ['ł'.repeat(length), '']);
    await add(150);
    await expect(add(151)).rejects.toThrow('users_username_length_check');
  });

  test('never creates staff', async () => {
    await new Visitor(app).post(address, { ...good, is_staff: 'on', id: '1' });
    expect(await rows()).toMatchObject([{ is_staff: false }]);
  });

  test('sent twice at once creates one user and signs in both times', async () => {
    const anna = new Visitor(app);
    await anna.get(address);
    const answers = await Promise.all([anna.post(address, good), anna.post(address, good)]);
    expect(answers.map(({ status }) => status)).toEqual([303, 303]);
    expect(await rows()).toHaveLength(1);
    expect((await anna.get('/accounts/profile/')).status).toBe(200);
  });
});

describe('an invalid registration', () => {
  const tooLong = 'x'.repeat(10_000);
  test.each<[string, Record<string, string | string[]>, string, string]>([
    ['no username', { username: '' }, 'username', 'Fill this in.'],
    ['blanks', { username: '   ' }, 'username', 'Fill this in.'],
    ['a space in it', { username: 'anna kowalska' }, 'username', 'Use only letters'],
    ['emoji', { username: 'anna🎈' }, 'username', 'Use only letters'],
    ['HTML', { username: '<script>alert(1)</script>' }, 'username', 'Use only letters'],
    ['151 characters', { username: 'x'.repeat(151) }, 'username', 'at most 150'],
    ['151 characters in 76', { username: `x${'ﬀ'.repeat(75)}` }, 'username', 'at most 150'],
    ['10,000 characters', { username: tooLong }, 'username', 'at most 150'],
    ['NUL', { username: 'an\0na' }, 'username', 'character we can’t save'],
    ['two usernames', { username: ['anna', 'ola'] }, 'username', 'can’t read this'],
    ['an invalid email address', { email: 'anna@' }, 'email', 'email address'],
    ['a long email address', { email: `${tooLong}@example.com` }, 'email', 'at most 254'],
    ['no password', { password1: '', password2: '' }, 'password1', 'Fill this in.'],
    ['a short password', { password1: 'short', password2: 'short' }, 'password1', 'at least 8'],
    ['a long password', { password1: tooLong, password2: tooLong }, 'password1', 'at most 72 characters'],
    ['a common password', { password1: 'haslo123', password2: 'haslo123' }, 'password1', 'Too many people'],
    ['the username', { password1: 'anna.kowalska', password2: 'anna.kowalska' }, 'password1', 'too close'],
    [
      'NUL in the password',
      { password1: 'nine\0teapots', password2: 'nine\0teapots' },
      'password1',
      'character we can’t save',
    ],
    ['a different confirmation', { password2: `${password} ` }, 'password2', 'don’t match'],
    ['no confirmation', { password2: '' }, 'password2', 'Fill this in.'],
  ])('%s', async (_, wrong, field, message) => {
    const visitor = new Visitor(app);
    const response = await visitor.post(address, { ...good, ...wrong });
    expect(response.status).toBe(422);
    const $ = dom(response);
    expect($(`#f-${field}-error`).text()).toContain(message);
    expect($('[data-error-summary]').text()).toContain(message);
    expect($('[aria-invalid=true]').attr('id')).toBe(`f-${field}`);
    expect(response.text).not.toContain(password);
    expect(response.text).not.toContain('<script>alert');
    expect(
      $('input[type=password]')
        .map((__, input) => $(input).val())
        .get()
        .join(''),
    ).toBe('');
    if (field !== 'email') expect($('#f-email').val()).toBe(good.email);
    expect(await rows()).toEqual([]);
    expect((await visitor.get('/accounts/profile/')).status).toBe(303);
  });

  test('a username that is taken in another case', async () => {
    await createUser(app, 'ANNA.KOWALSKA');
    const response = await new Visitor(app).post(address, {
      ...good,
      password1: 'quite another one',
      password2: 'quite another one',
    });
    expect(response.status).toBe(422);
    expect(dom(response)('#f-username-error').text()).toContain('taken');
    expect(dom(response)('#f-username').val()).toBe(good.username);
    expect(await rows()).toHaveLength(1);
  });

  test('the name and password of an older account do not sign in', async () => {
    await createUser(app, 'anna.kowalska', { date_joined: new Date(Date.now() - 120_000) });
    expect((await new Visitor(app).post(address, good)).status).toBe(422);
  });

  test('of two simultaneous registrations with one name one gets the form back', async () => {
    const other = {
      ...good,
      username: 'ANNA.kowalska',
      password1: 'quite another one',
      password2: 'quite another one',
    };
    const answers = await Promise.all([new Visitor(app).post(address, good), new Visitor(app).post(address, other)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 422]);
    expect(await rows()).toHaveLength(1);
  });

  test('a form without a CSRF token is refused', async () => {
    expect((await new Visitor(app).postRaw(address, good)).status).toBe(403);
    expect(await rows()).toEqual([]);
  });
});

test('after a taken username the page says that the password has to be typed again', async () => {
  await createUser(app, 'anna.kowalska', { date_joined: new Date(Date.now() - 120_000) });
  const messages = ['en', 'pl'].map(async (lang) =>
    dom(await new Visitor(app).post(`${address}?lang=${lang}`, good))('#f-username-error').text(),
  );
  expect(await Promise.all(messages)).toEqual([
    expect.stringContaining('type your password again'),
    expect.stringContaining('wpisz hasło jeszcze raz'),
  ]);
});

describe('the registration page', () => {
  test('has its own submit button first', async () => {
    const $ = dom(await new Visitor(app).get(address));
    expect($('button[type=submit]').first().text()).toBe('Create account');
    expect($('#f-username').attr()).toMatchObject({ autocomplete: 'username', autocapitalize: 'none' });
    expect($('#f-password1').attr('autocomplete')).toBe('new-password');
  });

  test('redirects signed-in users to the dashboard', async () => {
    const alice = await signedIn(app, await createUser(app));
    const response = await alice.get(address);
    expect([response.status, response.headers['location']]).toEqual([303, '/dashboard/']);
    expect((await alice.post(address, good)).headers['location']).toBe('/dashboard/');
    expect(await rows()).toHaveLength(1);
  });
});
