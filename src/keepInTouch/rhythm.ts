import { z } from 'zod';
import type { Translate } from '../i18n/translate.ts';

/** The rhythms that forms offer, in days: a week to a year. */
export const rhythms = [7, 14, 30, 91, 182, 365] as const;

const maxDays = 3650;

/** The field of a form: a rhythm in days, null for none. The choice `other` is followed by the typed number. */
export const rhythm = z
  .unknown()
  .optional()
  .transform((given, context): number | null => {
    const text = rhythmGiven(given);
    if (text === '') return null;
    const days = parseDays(text);
    if (days === undefined) context.addIssue({ code: 'custom', message: 'keepInTouch.error.days' });
    return days ?? null;
  })
  .meta({ formText: rhythmGiven });

/** A whole number of days up to ten years; undefined for anything else. */
export function parseDays(text: string): number | undefined {
  const days = /^\d{1,4}$/.test(text) ? Number(text) : 0;
  return days >= 1 && days <= maxDays ? days : undefined;
}

function rhythmGiven(given: unknown): string {
  const [chosen = '', typed = ''] = [given].flat().map(toText);
  return chosen === 'other' ? typed || 'other' : chosen;
}

const maxTyped = 50;

function toText(value: unknown): string {
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  return text.replaceAll('\0', '').trim().slice(0, maxTyped);
}

/** "every month"; empty for none. */
export function rhythmText(t: Translate, days: number | null): string {
  if (days === null) return '';
  const offered = rhythms.find((one) => one === days);
  return offered ? t(`keepInTouch.every.${offered}`) : t('keepInTouch.every.days', { count: days });
}
