import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const wideScreen = 600;

/** Nothing that keeps somebody from using the page as it is now, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  expect.soft(await graveViolations(new AxeBuilder({ page })), `${page.url()} in light`).toEqual([]);
  // In the dark only the colours are others, and they are the same on every screen.
  if ((page.viewportSize()?.width ?? 0) < wideScreen) return;
  await page.emulateMedia({ colorScheme: 'dark' });
  const colours = new AxeBuilder({ page }).withRules(['color-contrast', 'link-in-text-block']);
  expect.soft(await graveViolations(colours), `${page.url()} in dark`).toEqual([]);
}

async function graveViolations(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  );
}
