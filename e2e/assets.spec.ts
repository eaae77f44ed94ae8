import type { Page, Response } from '@playwright/test';
import { expect, test } from './fixtures.ts';

const most = 60_000;

test('styles and scripts of a page are small, compressed and kept for ever', { tag: '@once' }, async ({
  page,
  owner: _,
}) => {
  for (const path of ['/', '/dashboard/', '/contacts/', '/contacts/create/']) {
    const assets = await assetsOf(page, path);
    expect(assets.map((asset) => asset.request().resourceType()).sort()).toEqual(['script', 'stylesheet']);
    let total = 0;
    for (const asset of assets) {
      expect(asset.headers()).toMatchObject({
        'content-encoding': 'br',
        'cache-control': 'public,max-age=31536000,immutable',
      });
      total += (await asset.request().sizes()).responseBodySize;
    }
    expect(total, path).toBeLessThan(most);
    expect(total, path).toBeGreaterThan(1000);
  }
});

test('the second page brings no style and no script again', { tag: '@once' }, async ({ page, owner: _ }) => {
  await page.goto('/contacts/');
  const again = assetsOf(page, '/companies/');
  for (const asset of await again) expect(await asset.request().sizes()).toMatchObject({ responseBodySize: 0 });
});

/** The styles and scripts that a browser with nothing in its cache gets with a page. */
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
