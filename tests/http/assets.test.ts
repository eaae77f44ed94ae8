import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import express, { type Response } from 'express';
import request from 'supertest';
import { describe, expect, it } from 'vitest';
import { asset, serveAssets } from '../../src/http/assets.ts';

const app = express().use(serveAssets());
const plain = () => request(app).get(asset('css/app.css')).set('Accept-Encoding', 'identity').responseType('blob');

describe('asset', () => {
  it('gives an address with a hash of the content', () => {
    expect(asset('css/app.css')).toMatch(/^\/assets\/app-[A-Za-z0-9]{6,}\.css$/);
    expect(asset('js/app.js')).toMatch(/^\/assets\/app-[A-Za-z0-9]{6,}\.js$/);
  });

  it('throws on a name that is not built, and says which are', () => {
    expect(() => asset('css/ap.css')).toThrow(/"css\/ap\.css".*css\/app\.css/);
  });
});

describe('serveAssets', () => {
  it('keeps assets for ever', async () => {
    const response = await plain().expect(200);
    expect(response.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(response.headers['content-type']).toBe('text/css; charset=utf-8');
    expect(response.headers['content-encoding']).toBeUndefined();
  });

  it.each([
    ['gzip, deflate, br, zstd', 'br', brotliDecompressSync],
    ['gzip', 'gzip', gunzipSync],
    ['br;q=0, gzip', 'gzip', gunzipSync],
  ])('to "%s" sends %s', async (accepted, encoding, decompress) => {
    const raw = await rawBody(accepted);
    expect(raw.headers['content-encoding']).toBe(encoding);
    expect(raw.headers['vary']).toBe('Accept-Encoding');
    expect(decompress(raw.body).equals((await plain()).body)).toBe(true);
  });

  it('answers 304 to a copy that is still good, of the same encoding only', async () => {
    const { headers } = await plain();
    const again = (accepted: string) =>
      request(app).get(asset('css/app.css')).set({ 'Accept-Encoding': accepted, 'If-None-Match': headers['etag'] });
    await again('identity').expect(304);
    await again('br').expect(200);
  });

  it('answers HEAD without a body', async () => {
    const response = await request(app).head(asset('js/app.js')).expect(200);
    expect(Number(response.headers['content-length'])).toBeGreaterThan(100);
  });

  it.each([
    ['/favicon.ico', 'image/x-icon'],
    ['/favicon.svg', 'image/svg+xml; charset=utf-8'],
    ['/apple-touch-icon.png', 'image/png'],
    ['/robots.txt', 'text/plain; charset=utf-8'],
    ['/site.webmanifest', 'application/manifest+json; charset=utf-8'],
  ])('serves %s for a day', async (path, type) => {
    const response = await request(app).get(path).expect(200);
    expect(response.headers['content-type']).toBe(type);
    expect(response.headers['cache-control']).toBe('public, max-age=86400');
  });

  it.each(['/assets/manifest.json', '/assets/', '/assets/../package.json', '/assets/%2e%2e/server.js', '/%E0%A4%A'])(
    'passes on %s',
    async (path) => {
      await request(app).get(path).expect(404);
    },
  );

  it('passes on what is not a GET', async () => {
    await request(app).post('/robots.txt').expect(404);
  });
});

/** Keeps Supertest from decompressing. */
async function rawBody(accepted: string): Promise<{ headers: Record<string, string>; body: Buffer }> {
  const sent: { body?: Buffer } = {};
  const spied = express()
    .use((_req, res: Response, next) => {
      const send = res.send.bind(res);
      res.send = (body: Buffer) => send((sent.body = body));
      next();
    })
    .use(serveAssets());
  const { headers } = await request(spied).get(asset('css/app.css')).set('Accept-Encoding', accepted).expect(200);
  return { headers, body: sent.body ?? Buffer.alloc(0) };
}
