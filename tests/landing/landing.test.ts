import { beforeAll, beforeEach, expect, test } from 'vitest';
import { createUser, dom, signedIn, type TestApp, testApp, Visitor } from '../support/app.ts';
import { emptyDatabase } from '../support/database.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
beforeEach(emptyDatabase);

test('leads a visitor to registering and signing in', async () => {
  const response = await new Visitor(app).get('/');
  expect(response.status).toBe(200);
  const $ = dom(response);
  expect($('main a[href="/accounts/register/"]').length).toBeGreaterThan(0);
  expect($('a[href="/accounts/login/"]').length).toBeGreaterThan(0);
  expect($('h1').text().trim()).not.toBe('');
});

test('exists in both languages', async () => {
  const titles = await Promise.all(
    ['en', 'pl'].map(async (lang) => dom(await new Visitor(app).get(`/?lang=${lang}`))('h1').text()),
  );
  expect(titles[0]).not.toBe(titles[1]);
});

test('redirects a signed-in user to the dashboard', async () => {
  const alice = await signedIn(app, await createUser(app));
  const response = await alice.get('/');
  expect([response.status, response.headers['location']]).toEqual([303, '/dashboard/']);
});
