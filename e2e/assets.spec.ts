import type { Page, Response } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const most = 60_000;

test('styles and scripts of a page are small, compressed and cached', { tag: '@desktop' }, async ({
  page,
  owner: _,
}) => {
  for (const path of ['/', '/dashboard/', '/contacts/', '/contacts/create/']) {
    const assets = await assetsOf(page, path);
    expect(assets.map((asset) => asset.request().resourceType()).sort()).toEqual(['script', 'stylesheet']);
    let total = 0;
    for (const asset of assets) {
      expect(asset.headers()['content-encoding']).toBe('br');
      expect(asset.headers()['cache-control']).toMatch(/max-age=31536000, ?immutable/);
      total += Number(asset.headers()['content-length']);
    }
    expect(total, path).toBeLessThan(most);
    expect(total, path).toBeGreaterThan(1000);
  }
});

test('the second page loads no style or script again', { tag: '@desktop' }, async ({ page, owner: _ }) => {
  await page.goto('/contacts/');
  for (const asset of await assetsOf(page, '/companies/')) {
    const { responseBodySize } = await asset.request().sizes();
    expect(responseBodySize, asset.url()).toBeLessThanOrEqual(0);
  }
});

/** The styles and scripts of a page. */
async function assetsOf(page: Page, path: string): Promise<Response[]> {
  const assets: Response[] = [];
  const keep = (response: Response) => {
    if (['stylesheet', 'script'].includes(response.request().resourceType())) assets.push(response);
  };
  page.on('response', keep);
  await page.goto(path, { waitUntil: 'networkidle' });
  page.off('response', keep);
  return assets;
}
