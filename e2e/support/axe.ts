import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const wideScreen = 600;

/** Expects no serious accessibility problem on the page as it is now, in light and dark. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  expect.soft(await seriousViolations(axe(page)), `${page.url()} in light`).toEqual([]);
  // Dark differs in colours only, which are the same on every screen.
  if ((page.viewportSize()?.width ?? 0) < wideScreen) return;
  await page.emulateMedia({ colorScheme: 'dark' });
  const colours = axe(page).withRules(['color-contrast', 'link-in-text-block']);
  expect.soft(await seriousViolations(colours), `${page.url()} in dark`).toEqual([]);
}

/** Legacy mode saves opening a page for frames, of which there are none. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
}

async function seriousViolations(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze();
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return serious.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  );
}
