// Pages fade into each other unless reduced motion is asked for.
import { expect, test } from './fixtures.ts';

const told = `addEventListener('pagereveal', ({ viewTransition }) => {
  document.documentElement.dataset.fades = viewTransition ? 'yes' : 'no';
});`;

for (const [reducedMotion, fades] of [
  ['no-preference', 'yes'],
  ['reduce', 'no'],
] as const) {
  test(`with motion: ${reducedMotion}`, { tag: ['@desktop', '@full'] }, async ({ page, owner: _ }) => {
    await page.addInitScript({ content: told });
    await page.emulateMedia({ reducedMotion });
    await page.goto('/dashboard/');
    await page.locator('.tab-contacts').click();
    await expect(page).toHaveURL('/contacts/');
    await expect(page.locator('html')).toHaveAttribute('data-fades', fades);
    // The transition blocks nothing.
    await page.locator('.tab-tasks').click();
    await page.locator('.tab-companies').click();
    await expect(page).toHaveURL('/companies/');
  });
}
