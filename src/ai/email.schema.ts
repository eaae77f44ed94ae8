import { z } from 'zod';
import { locales } from '../i18n/translate.ts';
import { choice } from '../validation/formFields.ts';

export const tones = ['friendly', 'formal', 'brief'] as const;

export const EmailOptionsSchema = z.object({ tone: choice(tones, 'friendly'), language: choice(locales, 'en') });
export type EmailOptions = z.output<typeof EmailOptionsSchema>;
