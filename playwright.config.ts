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
 * Tags: `@phone` runs on the phone, where there is less room, and what fits there fits a desk. `@noScripts` runs there, too.
 * `@desktop` needs a keyboard or a mouse. Without a tag a test runs on the desk. `npm run test:full` runs everything on
 * both screens, except `@desktop` on the phone and `@noScripts` on the desk. `@full` runs there only: the same promise has
 * a test without a browser, or another journey passes by.
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
      grepInvert: exhaustive ? /@noScripts/ : /@noScripts|@phone|@full/,
      use: { viewport: { width: 1280, height: 800 } },
    },
    {
      name: 'phone',
      ...(exhaustive ? { grepInvert: /@desktop/ } : { grep: /@phone|@noScripts/, grepInvert: /@full/ }),
      use: { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true },
    },
  ],
});
