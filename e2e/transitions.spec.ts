// One page fades into the next, for who has not asked for less motion.
import { expect, test } from './fixtures.ts';

const told = `addEventListener('pagereveal', ({ viewTransition }) => {
  document.documentElement.dataset.fades = viewTransition ? 'yes' : 'no';
});`;

for (const [reducedMotion, fades] of [
  ['no-preference', 'yes'],
  ['reduce', 'no'],
] as const) {
  test(`with motion: ${reducedMotion}`, { tag: '@once' }, async ({ page, owner: _ }) => {
    await page.addInitScript({ content: told });
    await page.emulateMedia({ reducedMotion });
    await page.goto('/dashboard/');
    await page.locator('.tab-contacts').click();
    await expect(page).toHaveURL('/contacts/');
    await expect(page.locator('html')).toHaveAttribute('data-fades', fades);
    // It stands in nobody's way.
    await page.locator('.tab-tasks').click();
    await page.locator('.tab-companies').click();
    await expect(page).toHaveURL('/companies/');
  });
}
