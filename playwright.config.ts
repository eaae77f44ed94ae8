import { defineConfig } from '@playwright/test';
import { findBrowser } from './tests/support/browser.mjs';
import { exhaustive } from './tests/support/exhaustive.ts';

// Nothing that calls home, and what a machine without graphics needs.
const browserFlags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser is looked for once, not again in every worker. */
const executablePath = (process.env['CHROMIUM_PATH'] ||= findBrowser() ?? '') || undefined;

/**
 * Tags: `@desktop` runs on the large screen only, where the size of the screen changes nothing. `@phone` runs on the phone,
 * too, because a small screen can break it. `@noScripts` runs on the phone only. `@small` does so except in
 * `npm run test:full`, because what fits a phone fits a desk. `npm run test:full` runs all but `@desktop` on the phone.
 * `@full` runs there only: the same promise has a test without a browser, or another journey passes by.
 */
export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/globalSetup.ts',
  fullyParallel: true,
  workers: 2,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 60_000,
  globalTimeout: (exhaustive ? 45 : 15) * 60_000,
  expect: { timeout: 20_000 },
  reporter: 'list',
  use: {
    locale: 'en-US',
    timezoneId: 'Europe/Warsaw',
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 20_000,
    screenshot: 'only-on-failure',
    launchOptions: { ...(executablePath && { executablePath }), args: browserFlags },
  },
  projects: [
    {
      name: 'desktop',
      grepInvert: exhaustive ? /@noScripts/ : /@noScripts|@small|@full/,
      use: { viewport: { width: 1280, height: 800 } },
    },
    {
      name: 'phone',
      ...(exhaustive ? { grepInvert: /@desktop/ } : { grep: /@phone|@noScripts/, grepInvert: /@full/ }),
      use: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
    },
  ],
});
