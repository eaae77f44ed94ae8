import { expect, type Locator, type Page } from '@playwright/test';

export interface Day {
  page: Page;
  scripts: boolean;
  /** The account's zone: the browser's, or without scripts the default one. */
  timeZone: string;
  /** The address of the contact's page, once it exists. */
  contactPath?: string;
}

export const person = 'Łukasz Żółty';
export const invoice = 'Ask about the invoice';
export const quote = 'Send the Kwiat quote';

/** Checks the dot at the top of a contact's page. */
export async function expectDot(page: Page, tone: string, words: string): Promise<void> {
  await expect(page.locator(`.contact-overview .dot-${tone}`)).toContainText(new RegExp(words, 'i'));
}

export function namesIn(page: Page): Locator {
  return page.getByRole('main').locator('.who-name');
}
