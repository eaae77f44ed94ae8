import { expect, type Page } from '@playwright/test';

/** A phone's browser widens its window to the content, so the width is compared with the screen. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const wide = page.viewportSize()?.width ?? 0;
  const widest = await page.evaluate<number>('document.documentElement.scrollWidth');
  expect.soft(widest, `${page.url()} is ${widest} wide`).toBeLessThanOrEqual(wide);
}
