import { z } from 'zod';
import { choice, line, lines, required } from '../http/forms/fields.ts';
import { locales } from '../i18n/translate.ts';

export const tones = ['friendly', 'formal', 'brief'] as const;

export const EmailWishSchema = z.object({ tone: choice(tones, 'friendly'), language: choice(locales, 'en') });
export type EmailWish = z.output<typeof EmailWishSchema>;

export const subjectLength = 200;
export const bodyLength = 10_000;

/** The draft as the owner changed it. */
export const EmailSchema = z.object({
  subject: required(line(subjectLength)),
  body: required(lines(bodyLength)),
});
