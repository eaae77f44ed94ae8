import { expect, type Locator, type Page } from '@playwright/test';

const mostSteps = 80;

/** Presses Tab (or Shift+Tab) until the target has the focus, and checks that the focus is visible. */
export async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let step = 0; step < mostSteps; step++) {
    await page.keyboard.press(key);
    if (await target.evaluate((element) => element === element.ownerDocument.activeElement)) return expectRing(page);
  }
  throw new Error(`${mostSteps} times ${key} did not lead to ${target}`);
}

/** The focus ring may be on the label of a field, as with radio buttons. */
async function expectRing(page: Page): Promise<void> {
  const rings = await page.evaluate<string[]>(
    '[document.activeElement, document.activeElement.nextElementSibling].filter(Boolean).map((element) => getComputedStyle(element)).flatMap(({ outlineStyle, boxShadow }) => [outlineStyle, boxShadow])',
  );
  expect(rings.some((ring) => ring !== 'none')).toBe(true);
}
