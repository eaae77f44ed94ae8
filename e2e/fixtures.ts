// The base of every journey: `import { expect, test } from './fixtures.ts'`. Each test has a browser of its own; all
// share one app.
import { test as base } from '@playwright/test';
import { collectProblems } from './support/guard.ts';
import { Owner } from './support/owner.ts';
import { type Backend, openBackend, signInNewUser } from './support/signedInUser.ts';

export { expect } from '@playwright/test';

interface Fixtures {
  /**
   * Automatic: the test fails if a page requests another site, logs an error or violates the content security policy.
   */
  guard: undefined;
  /** A new user, signed in in this test's browser, who creates records without opening pages. */
  owner: Owner;
}

export const test = base.extend<Fixtures, { backend: Backend }>({
  backend: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the wanted fixtures from it.
    async ({}, use) => {
      const backend = openBackend();
      await use(backend);
      await backend.database.close();
    },
    { scope: 'worker' },
  ],
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the wanted fixtures from it.
  baseURL: async ({}, use) => use(process.env['E2E_ADDRESS']),
  guard: [
    async ({ context, baseURL }, use) => {
      const problems = collectProblems(context, baseURL ?? '');
      await use(undefined);
      base.expect(problems).toEqual([]);
    },
    { auto: true },
  ],
  owner: async ({ context, backend }, use) => use(new Owner(context.request, await signInNewUser(backend, context))),
});

/**
 * Runs the tests with and without scripts. Without scripts they run on the phone only, where there is less room for
 * what scripts would fold away; dayWithoutScripts.spec.ts runs on both screens. `withoutScripts` is `@full` where each
 * form is posted without a browser as well.
 */
export function withAndWithoutScripts(
  tests: (scripts: boolean) => void,
  { withoutScripts = '' }: { withoutScripts?: '' | '@full' } = {},
): void {
  for (const scripts of [true, false]) {
    const tag = scripts ? [] : ['@noScripts', withoutScripts].filter((name) => name !== '');
    test.describe(scripts ? 'with scripts' : 'without scripts', { tag }, () => {
      test.use({ javaScriptEnabled: scripts });
      tests(scripts);
    });
  }
}
