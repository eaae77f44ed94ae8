import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';
import { exhaustive } from '../../tests/support/exhaustive.ts';

const wideScreen = 600;

/** One page of each kind: for visitors, a start page, a list, a record, a form, settings, the admin area. */
const samples = [
  /^\/$/,
  /^\/accounts\/(login|profile)\/$/,
  /^\/(dashboard|tasks|contacts)\/$/,
  /^\/contacts\/(create|\d+)\/$/,
  /^\/admin\/users\/$/,
];

/**
 * For tests of very many pages: axe checks the samples on the desktop, and with `npm run test:full` all pages
 * everywhere.
 */
export async function expectSampleAccessible(page: Page): Promise<void> {
  const { pathname } = new URL(page.url());
  const isSample = isWide(page) && samples.some((pattern) => pattern.test(pathname));
  if (exhaustive || isSample) await expectAccessible(page);
}

/** Expects no serious accessibility problem on the page as it is now, in light and dark. */
export async function expectAccessible(page: Page): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  expect.soft(await seriousViolations(axe(page)), `${page.url()} in light`).toEqual([]);
  // Dark differs in colors only, which are the same on every screen.
  if (!isWide(page)) return;
  await page.emulateMedia({ colorScheme: 'dark' });
  const colors = axe(page).withRules(['color-contrast', 'link-in-text-block']);
  expect.soft(await seriousViolations(colors), `${page.url()} in dark`).toEqual([]);
}

function isWide(page: Page): boolean {
  return (page.viewportSize()?.width ?? 0) >= wideScreen;
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
