import { z } from 'zod';
import { locales } from '../i18n/translate.ts';
import { choice, multiLine, required, singleLine } from '../validation/formFields.ts';

export const tones = ['friendly', 'formal', 'brief'] as const;

export const EmailOptionsSchema = z.object({ tone: choice(tones, 'friendly'), language: choice(locales, 'en') });
export type EmailOptions = z.output<typeof EmailOptionsSchema>;

export const maxSubjectLength = 200;
export const maxBodyLength = 10_000;

export const EmailSchema = z.object({
  subject: required(singleLine(maxSubjectLength)),
  body: required(multiLine(maxBodyLength)),
});
