import request from 'supertest';
import { expect, test } from 'vitest';
import { urls } from '../../src/urls.ts';
import { testApp } from '../support/app.ts';

const { app } = await testApp();
const login = (accepted: string) => request(app).get(urls.login()).set('Accept-Encoding', accepted);

test('a page is compressed for a browser that accepts it, and varies by that', async () => {
  const { headers, text } = await login('gzip, deflate, br').expect(200);
  expect(headers['content-encoding']).toBe('gzip');
  expect(headers['vary']).toContain('Accept-Encoding');
  expect(Number(headers['content-length'])).toBeLessThan(text.length / 2);
  expect(text).toMatch(/^<!doctype html>[\s\S]+<\/html>\s*$/);
});

test.each(['identity', 'br', 'gzip;q=0', ''])('it is not compressed for Accept-Encoding "%s"', async (accepted) => {
  const { headers, text } = await login(accepted).expect(200);
  expect(headers['content-encoding']).toBeUndefined();
  expect(headers['vary']).toContain('Accept-Encoding');
  expect(Number(headers['content-length'])).toBe(Buffer.byteLength(text));
});

test('HEAD gets no body', async () => {
  const { headers, text } = await request(app).head(urls.login()).set('Accept-Encoding', 'identity').expect(200);
  expect(Number(headers['content-length'])).toBeGreaterThan(1_000);
  expect(text).toBeFalsy();
});
