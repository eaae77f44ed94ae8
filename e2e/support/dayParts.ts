import { expect, type Locator, type Page } from '@playwright/test';

export interface Day {
  page: Page;
  scripts: boolean;
  /** What the account was made with: the browser's, or without scripts the usual one. */
  timeZone: string;
  /** Where the person's page is, once there is one. */
  contactPath?: string;
}

export const person = 'Łukasz Żółty';
export const invoice = 'Ask about the invoice';
export const quote = 'Send the Kwiat quote';

/** What the dot at the top of a person's page says. */
export async function expectDot(page: Page, tone: string, words: string): Promise<void> {
  await expect(page.locator(`.glance .dot-${tone}`)).toContainText(words);
}

export function namesIn(page: Page): Locator {
  return page.getByRole('main').locator('.who-name');
}
