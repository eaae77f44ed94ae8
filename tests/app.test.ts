// The rules of every answer: headers, cookies, languages, and what production adds.
import supertest from 'supertest';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createUser, dom, password, signedIn, type TestApp, testApp, Visitor } from './support/app.ts';
import { emptyDatabase, sql } from './support/database.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
beforeEach(emptyDatabase);

describe('every answer', () => {
  test.each(['/', '/accounts/login/', '/healthz', '/no/such/page/', '/contacts/'])(
    '%s has the security headers',
    async (path) => {
      const { headers } = await supertest(app.app).get(path);
      const policy = String(headers['content-security-policy']);
      for (const rule of [
        "default-src 'self'",
        "frame-src 'none'",
        "media-src 'none'",
        "worker-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "form-action 'self'",
        "frame-ancestors 'none'",
        "base-uri 'none'",
        "object-src 'none'",
      ]) {
        expect(policy).toContain(rule);
      }
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-powered-by']).toBeUndefined();
      expect(headers['strict-transport-security']).toBeUndefined();
    },
  );

  test('of a page is stored by no shared cache', async () => {
    const alice = await signedIn(app, await createUser(app));
    expect((await alice.get('/contacts/')).headers['cache-control']).toBe('private, no-cache');
  });

  test('has cookies that scripts cannot read and other sites do not send', async () => {
    const { headers } = await supertest(app.app).get('/accounts/login/');
    const cookies = [headers['set-cookie']].flat().map(String);
    expect(cookies.length).toBeGreaterThan(0);
    for (const cookie of cookies) expect(cookie).toMatch(/HttpOnly/);
    for (const cookie of cookies) expect(cookie).toMatch(/SameSite=Lax/);
  });

  test('creates no session for a visitor who only reads', async () => {
    for (const path of ['/', '/accounts/login/', '/contacts/']) await supertest(app.app).get(path);
    expect(await sql('SELECT sid FROM session')).toEqual([]);
  });

  test('is the same with and without a trailing slash', async () => {
    const alice = await signedIn(app, await createUser(app));
    for (const path of ['/contacts', '/companies/create', '/dashboard', '/accounts/profile']) {
      expect((await alice.get(path)).status, path).toBe(200);
    }
  });

  test('to HEAD is the answer to GET without a body', async () => {
    const { status, text } = await supertest(app.app).head('/');
    expect([status, text ?? '']).toEqual([200, '']);
  });
});

describe('CSRF', () => {
  test('a token of another browser is refused', async () => {
    const [alice, mallory] = [new Visitor(app), new Visitor(app)];
    const foreign = dom(await mallory.get('/accounts/login/'))('[name=_csrf]').val();
    await alice.get('/accounts/login/');
    const response = await alice.postRaw('/accounts/login/', { _csrf: String(foreign), username: 'x', password: 'y' });
    expect(response.status).toBe(403);
  });

  test('a token sent twice or in the query is refused', async () => {
    const visitor = new Visitor(app);
    const token = String(dom(await visitor.get('/accounts/login/'))('[name=_csrf]').val());
    expect((await visitor.postRaw('/accounts/login/', { _csrf: [token, token] })).status).toBe(403);
    expect((await visitor.postRaw(`/accounts/login/?_csrf=${encodeURIComponent(token)}`, {})).status).toBe(403);
  });

  test('a token stays valid after signing in, also in another tab', async () => {
    const user = await createUser(app);
    const visitor = new Visitor(app);
    const token = String(dom(await visitor.get('/accounts/login/'))('[name=_csrf]').val());
    await visitor.postRaw('/accounts/login/', { _csrf: token, username: user.username, password });
    expect((await visitor.postRaw('/contacts/create/', { _csrf: token, first_name: 'Ola' })).status).toBe(303);
  });
});

describe('the redirect after signing in', () => {
  test('leads to the requested page', async () => {
    const user = await createUser(app);
    const visitor = new Visitor(app);
    const asked = await visitor.get('/contacts/?status=lead&page=2');
    const login = await visitor.get(String(asked.headers['location']));
    const next = String(dom(login)('[name=next]').val());
    expect(next).toBe('/contacts/?status=lead&page=2');
    const done = await visitor.post('/accounts/login/', { username: user.username, password, next });
    expect(done.headers['location']).toBe('/contacts/?status=lead&page=2');
  });

  test.each([
    '//evil.com',
    'https://evil.com',
    '/\\evil.com',
    'javascript:alert(1)',
    '/%09/evil.com'.replace('%09', '\t'),
  ])('never leads to %j', async (next) => {
    const user = await createUser(app);
    const visitor = new Visitor(app);
    expect(dom(await visitor.get(`/accounts/login/?next=${encodeURIComponent(next)}`))('[name=next]').val()).toBe('');
    const done = await visitor.post('/accounts/login/', { username: user.username, password, next });
    expect(done.headers['location']).toBe('/dashboard/');
  });
});

describe('the language', () => {
  const lang = async (visitor: Visitor, path = '/') => {
    const response = await visitor.get(path);
    expect(dom(response)('html').attr('lang')).toBe(response.headers['content-language']);
    return response.headers['content-language'];
  };

  test.each([
    ['pl', 'pl'],
    ['pl-PL,pl;q=0.9,en;q=0.8', 'pl'],
    ['en-US,en;q=0.9,pl;q=0.8', 'en'],
    ['de,pl;q=0.5', 'pl'],
    ['de', 'en'],
    ['*', 'en'],
    ['', 'en'],
    ['pl;q=0', 'en'],
    [';;;q=x,,', 'en'],
    ['x'.repeat(5000), 'en'],
  ])('for a browser that prefers %s is %s', async (wanted, given) => {
    expect(await lang(new Visitor(app, { 'Accept-Language': wanted }))).toBe(given);
  });

  test('is changed by ?lang= and kept', async () => {
    const visitor = new Visitor(app);
    expect(await lang(visitor, '/?lang=pl')).toBe('pl');
    expect(await lang(visitor, '/accounts/login/')).toBe('pl');
    expect(await lang(visitor, '/?lang=en')).toBe('en');
    expect(await lang(visitor)).toBe('en');
  });

  test.each(['?lang=de', '?lang=', '?lang[]=pl', '?lang=pl&lang=en', '?lang=__proto__'])(
    'is not changed by %s',
    async (query) => {
      expect(await lang(new Visitor(app), `/${query}`)).toBe('en');
    },
  );

  test('for a signed-in user is that of the profile, whatever the browser prefers', async () => {
    const user = await createUser(app, 'ola', { locale: 'pl' });
    const visitor = await new Visitor(app, { 'Accept-Language': 'en' }).signIn(user);
    expect(await lang(visitor, '/contacts/?lang=en')).toBe('pl');
  });
});

describe('a flash message', () => {
  test('appears on the next page only, in the language of that page', async () => {
    const user = await createUser(app);
    const alice = await signedIn(app, user);
    await alice.post('/companies/create/', { name: 'Dąb' });
    await sql(`UPDATE profiles SET locale = 'pl' WHERE user_id = $1`, [user.id]);
    expect(dom(await alice.get('/companies/'))('.flash').text()).toContain('Firma dodana.');
    expect(dom(await alice.get('/companies/'))('.flash')).toHaveLength(0);
  });

  test('survives a redirect and an answer that is not a page', async () => {
    const alice = await signedIn(app, await createUser(app));
    await alice.post('/companies/create/', { name: 'Dąb' });
    await alice.get('/companies/options/?search=');
    await alice.get('/');
    expect(dom(await alice.get('/dashboard/'))('.flash')).toHaveLength(1);
  });
});

test('health checks need no session and are not pages', async () => {
  for (const path of ['/healthz', '/readyz']) {
    const response = await supertest(app.app).get(path);
    expect([response.status, response.body.status]).toEqual([200, 'ok']);
  }
});

describe('in production', () => {
  let live: TestApp;
  beforeAll(async () => {
    live = await testApp({ environment: { NODE_ENV: 'production', ALLOWED_HOSTS: 'crm.example.com,[::1]' } });
  });
  const https = { 'X-Forwarded-Proto': 'https', Host: 'crm.example.com' };

  test.each(['evil.com', 'crm.example.com.evil.com', 'crm.example.com@evil.com', 'localhost', '', 'xcrm.example.com'])(
    'the host %j is refused',
    async (Host) => {
      const response = await supertest(live.app)
        .get('/')
        .set({ ...https, Host });
      expect([response.status, response.type]).toEqual([400, 'text/html']);
      expect(response.text).not.toContain('evil.com');
    },
  );

  test.each(['crm.example.com', 'CRM.example.com', 'crm.example.com:8443', '[::1]', '[::1]:3000'])(
    'the host %s is served',
    async (Host) => {
      expect(
        (
          await supertest(live.app)
            .get('/')
            .set({ ...https, Host })
        ).status,
      ).toBe(200);
    },
  );

  test('a leading dot allows the domain and its subdomains', async () => {
    const domain = await testApp({ environment: { NODE_ENV: 'production', ALLOWED_HOSTS: '.example.org' } });
    const asked = async (Host: string) =>
      supertest(domain.app)
        .get('/')
        .set({ ...https, Host });
    for (const host of ['example.org', 'crm.example.org', 'A.B.Example.org:8443'])
      expect((await asked(host)).status, host).toBe(200);
    for (const host of ['badexample.org', 'example.org.evil.com', '.example.com', 'org', ''])
      expect((await asked(host)).status, host).toBe(400);
  });

  test('a star allows every host that has a name', async () => {
    const open = await testApp({ environment: { NODE_ENV: 'production', ALLOWED_HOSTS: '*' } });
    const asked = async (Host: string) =>
      (
        await supertest(open.app)
          .get('/')
          .set({ ...https, Host })
      ).status;
    expect([await asked('any.example'), await asked('')]).toEqual([200, 400]);
  });

  test.each(['get', 'post'] as const)('plain HTTP is led to HTTPS, a %s as what it is', async (method) => {
    const response = await supertest(live.app)[method]('/contacts/?page=2').set({ Host: 'crm.example.com' });
    expect([response.status, response.headers['location']]).toEqual([308, 'https://crm.example.com/contacts/?page=2']);
  });

  test('HSTS asks for HTTPS', async () => {
    const { headers } = await supertest(live.app).get('/').set(https);
    expect(headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains');
  });

  test('cookies are Secure and bound to the host', async () => {
    const user = await createUser(live);
    const visitor = new Visitor(live, https);
    const page = await visitor.get('/accounts/login/');
    const csrf = String(page.headers['set-cookie']);
    expect(csrf).toMatch(/^__Host-csrf=[^;]+; Path=\/; HttpOnly; Secure; SameSite=Lax/);
    const jar = csrf.split(';')[0] ?? '';
    const done = await supertest(live.app)
      .post('/accounts/login/')
      .set({ ...https, Cookie: jar })
      .type('form')
      .send({ _csrf: String(dom(page)('[name=_csrf]').val()), username: user.username, password });
    expect(done.status).toBe(303);
    const session = [done.headers['set-cookie']]
      .flat()
      .map(String)
      .find((one) => one.startsWith('__Host-sid='));
    expect(session).toMatch(/Path=\/; Expires=[^;]+; HttpOnly; Secure; SameSite=Lax/);
    const chosen = await supertest(live.app).get('/?lang=pl').set(https);
    expect(String(chosen.headers['set-cookie'])).toMatch(
      /__Host-lang=pl; Max-Age=\d+; Path=\/;.* HttpOnly; Secure; SameSite=Lax/,
    );
    const later = { ...https, Cookie: '__Host-lang=pl' };
    expect((await supertest(live.app).get('/').set(later)).headers['content-language']).toBe('pl');
  });

  test('health checks need neither the host nor HTTPS', async () => {
    expect((await supertest(live.app).get('/healthz').set('Host', '10.0.0.7:3000')).status).toBe(200);
  });
});
