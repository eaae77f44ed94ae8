import sharp from 'sharp';
import supertest from 'supertest';
import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { squareAvatar } from '../../src/account/avatar.service.ts';
import { createUser, dom, password, type TestApp, testApp } from '../support/app.ts';
import { emptyDatabase, sql } from '../support/database.ts';

vi.setConfig({ testTimeout: 60_000 });

const address = '/accounts/avatar/';
let app: TestApp;
let jpeg: Buffer;
beforeAll(async () => {
  app = await testApp();
  const image = sharp({ create: { width: 800, height: 500, channels: 3, background: '#c63' } });
  jpeg = await image
    .withExif({ IFD0: { Copyright: 'Somewhere Street 5' } })
    .jpeg()
    .toBuffer();
});
beforeEach(emptyDatabase);

/** A browser that can send files. */
async function browser(username: string) {
  await createUser(app, username);
  const agent = supertest.agent(app.app);
  const tokenIn = async (path: string) =>
    String(
      dom(await agent.get(path))('[name=_csrf]')
        .first()
        .val(),
    );
  const _csrf = await tokenIn('/accounts/login/');
  await agent.post('/accounts/login/').type('form').send({ _csrf, username, password });
  const send = (file: Buffer | undefined, token = _csrf, name = 'me.jpg') => {
    const form = agent.post(address).field('_csrf', token);
    return file ? form.attach('avatar', file, name) : form;
  };
  return { agent, _csrf, send };
}
const stored = () => sql<{ avatar: Buffer | null; avatar_hash: string }>('SELECT avatar, avatar_hash FROM profiles');

describe('an avatar', () => {
  test('is stored as a square WebP without metadata, and shown', async () => {
    const { agent, send } = await browser('alice');
    const response = await send(jpeg);
    expect([response.status, response.headers['location']]).toEqual([303, '/accounts/profile/#avatar']);
    const [{ avatar, avatar_hash } = { avatar: null, avatar_hash: '' }] = await stored();
    const { format, width, height, exif } = await sharp(avatar ?? Buffer.of()).metadata();
    expect({ format, width, height, exif }).toEqual({ format: 'webp', width: 256, height: 256, exif: undefined });
    expect(avatar?.includes('Somewhere')).toBe(false);
    const page = dom(await agent.get('/dashboard/'));
    expect(page('.menu-button img').attr('src')).toBe(`/accounts/avatar/?v=${avatar_hash}`);
  });

  test('has an ETag and is cached for long only under the address with its hash', async () => {
    const { agent, send } = await browser('alice');
    await send(jpeg);
    const [{ avatar_hash } = { avatar_hash: '' }] = await stored();
    const first = await agent.get(address);
    expect([first.status, first.headers['content-type'], first.headers['etag']]).toEqual([
      200,
      'image/webp',
      `"${avatar_hash}"`,
    ]);
    expect(first.headers['cache-control']).toBe('private, no-cache');
    expect((await agent.get(address).set('If-None-Match', `"${avatar_hash}"`)).status).toBe(304);
    expect((await agent.get(`${address}?v=${avatar_hash}`)).headers['cache-control']).toContain('immutable');
  });

  test('is visible to its owner only', async () => {
    const [alice, bob] = [await browser('alice'), await browser('bob')];
    await alice.send(jpeg);
    expect((await bob.agent.get(address)).status).toBe(404);
    expect((await supertest(app.app).get(address)).status).toBe(303);
  });

  test('can be removed', async () => {
    const { agent, _csrf, send } = await browser('alice');
    await send(jpeg);
    expect((await agent.post('/accounts/avatar/remove/').type('form').send({ _csrf })).status).toBe(303);
    expect(await stored()).toEqual([{ avatar: null, avatar_hash: '' }]);
    expect(dom(await agent.get('/dashboard/'))('.menu-button').text()).toContain('A');
  });
});

describe('refused with a message', () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script><rect width="9" height="9"/></svg>',
  );
  const cut = () => jpeg.subarray(0, 300);
  test.each([
    ['SVG', () => svg],
    ['an HTML page', () => Buffer.from('<!doctype html><script>alert(1)</script>')],
    ['a truncated image', cut],
    ['a file with only the first bytes of an image', () => Buffer.concat([jpeg.subarray(0, 3), Buffer.alloc(3000, 7)])],
    ['a PDF', () => Buffer.from('%PDF-1.7\n1 0 obj')],
    ['an empty file', () => Buffer.of()],
    ['no file', () => undefined],
  ])('%s', async (_name, file) => {
    const { send } = await browser('alice');
    const response = await send(file());
    expect(response.status).toBe(422);
    expect(dom(response)('#f-avatar-error').text()).toMatch(/\w{4}/);
    expect((await stored())[0]?.avatar).toBeNull();
  });

  test('more than 5 MB', async () => {
    const { send } = await browser('alice');
    const response = await send(Buffer.concat([jpeg, Buffer.alloc(5 * 1024 * 1024)]));
    expect(response.status).toBe(422);
    expect(dom(response)('#f-avatar-error').text()).toContain('over 5 MB');
  });

  test('a small file that decompresses to 121 million pixels', async () => {
    const raw = { width: 11_000, height: 11_000, channels: 1 as const };
    const white = Buffer.alloc(raw.width * raw.height);
    const bomb = await sharp(white, { raw, limitInputPixels: false }).png().toBuffer();
    expect(bomb.length).toBeLessThan(5 * 1024 * 1024);
    expect(await squareAvatar(bomb)).toBeUndefined();
  });
});

test('the CSRF token of a multipart form is checked', async () => {
  const { agent, send } = await browser('alice');
  expect((await send(jpeg, 'made-up')).status).toBe(403);
  expect((await agent.post(address).attach('avatar', jpeg, 'me.jpg')).status).toBe(403);
  expect((await supertest(app.app).post(address).attach('avatar', jpeg, 'me.jpg')).status).toBe(403);
  expect((await stored())[0]?.avatar).toBeNull();
});

test('a malformed form, two files and unexpected files are a 400', async () => {
  const { agent, _csrf } = await browser('alice');
  const broken = agent.post(address).set('Content-Type', 'multipart/form-data; boundary=x').send('--x\r\nnonsense');
  expect((await broken).status).toBe(400);
  expect((await agent.post(address).field('_csrf', _csrf).attach('other', jpeg, 'a.jpg')).status).toBe(400);
});

test('an image is rotated as its metadata says', async () => {
  const halves = await sharp({ create: { width: 20, height: 10, channels: 3, background: '#000' } })
    .composite([{ input: { create: { width: 10, height: 10, channels: 3, background: '#fff' } }, left: 0, top: 0 }])
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const { data } = await sharp(await squareAvatar(halves))
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect(data[(10 * 256 + 128) * 3]).toBeGreaterThan(200);
  expect(data[(245 * 256 + 128) * 3]).toBeLessThan(50);
});
