import { expect, test } from 'vitest';
import { dom, Visitor } from '../support/app.ts';
import { useSignedIn } from '../support/signedIn.ts';

const chromium = { 'Sec-CH-UA': '"Not:A-Brand";v="8", "Chromium";v="138"', 'Sec-CH-UA-Mobile': '?0' };

const { app, browser } = await useSignedIn();

async function rules(headers: Record<string, string>): Promise<string | undefined> {
  return (await browser.get('/contacts/', headers)).headers['speculation-rules'];
}

test('only browsers that can clear their prefetched pages get the rules', async () => {
  expect(await rules(chromium)).toBe('"/prefetch-hover.speculationrules"');
  expect(await rules({ ...chromium, 'Sec-CH-UA-Mobile': '?1' })).toBe('"/prefetch-touch.speculationrules"');
  expect(await rules({ 'Sec-CH-UA': '"Chromium";v="137", "Google Chrome";v="999"' })).toBeUndefined();
  expect(await rules({})).toBeUndefined();
  expect(await rules({ ...chromium, 'Save-Data': 'on' })).toBeUndefined();
  const visitor = await new Visitor(app).get('/', chromium);
  expect(visitor.headers['speculation-rules']).toBeUndefined();
});

test.each(['hover', 'touch'])('the rules for %s cover lists and records only', async (kind) => {
  const response = await new Visitor(app).get(`/prefetch-${kind}.speculationrules`);
  expect(response.headers['content-type']).toBe('application/speculationrules+json');
  const { prefetch } = JSON.parse(String(response.text ?? response.body));
  expect(prefetch).toHaveLength(1);
  const paths = ['/dashboard/*', '/contacts/*', '/companies/*', '/tasks/*'];
  expect(prefetch[0].where.and[0]).toEqual({ href_matches: paths });
});

test('a POST clears the prefetched pages, a GET does not', async () => {
  const saved = await browser.post('/contacts/create/', { first_name: 'Ewa' });
  expect([saved.status, saved.headers['clear-site-data']]).toEqual([303, '"prefetchCache"']);
  const refused = await browser.post('/contacts/create/', {});
  expect([refused.status, refused.headers['clear-site-data']]).toEqual([422, '"prefetchCache"']);
  expect((await browser.get('/contacts/')).headers['clear-site-data']).toBeUndefined();
});

test('a prefetch does not use up the flash message', async () => {
  await browser.post('/companies/create/', { name: 'Huta Kwiat' });
  const ahead = await browser.get('/dashboard/', { 'Sec-Purpose': 'prefetch' });
  expect(dom(ahead)('.flash')).toHaveLength(0);
  expect(dom(await browser.get('/companies/'))('.flash').text()).toContain('Company added.');
  expect(dom(await browser.get('/companies/'))('.flash')).toHaveLength(0);
});
