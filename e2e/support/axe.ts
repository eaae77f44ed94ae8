import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

const wideScreen = 600;

/** Nothing that keeps somebody from using the page as it is now, in light and in dark. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  expect.soft(await graveViolations(axe(page)), `${page.url()} in light`).toEqual([]);
  // In the dark only the colours are others, and they are the same on every screen.
  if ((page.viewportSize()?.width ?? 0) < wideScreen) return;
  await page.emulateMedia({ colorScheme: 'dark' });
  const colours = axe(page).withRules(['color-contrast', 'link-in-text-block']);
  expect.soft(await graveViolations(colours), `${page.url()} in dark`).toEqual([]);
}

/** Pages here have no frames, for which it would open a page of its own each time; and nobody reads what it finds in order. */
function axe(page: Page): AxeBuilder {
  return new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
}

async function graveViolations(builder: AxeBuilder): Promise<string[]> {
  const { violations } = await builder.analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return grave.flatMap(({ id, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${target} ${failureSummary}`),
  );
}
