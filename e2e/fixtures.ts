// What every journey starts from: `import { expect, test } from './fixtures.ts'`. Each test has a browser of its own; all share one app.
import { test as base } from '@playwright/test';
import { watch } from './support/guard.ts';
import { Owner } from './support/owner.ts';

export { expect } from '@playwright/test';

interface Fixtures {
  /** Runs by itself: the test fails if any page asked another site, wrote an error to the console or broke the content security policy. */
  guard: undefined;
  /** A new user, signed in in this test's browser without the pages; brings records in place fast. */
  owner: Owner;
}

export const test = base.extend<Fixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads from it which fixtures are wanted.
  baseURL: async ({}, use) => use(process.env['E2E_ADDRESS']),
  guard: [
    async ({ context, baseURL }, use) => {
      const problems = watch(context, baseURL ?? '');
      await use(undefined);
      base.expect(problems).toEqual([]);
    },
    { auto: true },
  ],
  owner: async ({ context }, use) => use(await Owner.register(context.request)),
});

/**
 * The same tests twice: everything must work without scripts too. Those are walked on the phone alone, where there is less
 * room for what scripts would fold away; a whole day without scripts is spent on both (dayWithoutScripts.spec.ts).
 */
export function withAndWithoutScripts(tests: (scripts: boolean) => void): void {
  for (const scripts of [true, false]) {
    test.describe(scripts ? 'with scripts' : 'without scripts', { tag: scripts ? [] : '@phone' }, () => {
      test.use({ javaScriptEnabled: scripts });
      tests(scripts);
    });
  }
}
