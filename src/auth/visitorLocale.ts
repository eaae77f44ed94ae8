import type { Response } from 'express';
import { knownTimeZone, usualTimeZone } from '../i18n/locale.ts';
import type { Locale } from '../i18n/translate.ts';

/** The language a visitor reads the page in, and the zone that their browser told in the form's `time_zone`. */
export function tongueOf(res: Response, timeZone: string): { locale: Locale; time_zone: string } {
  const locale: Locale = res.locals['locale'];
  return { locale, time_zone: knownTimeZone(timeZone) ?? usualTimeZone(locale) };
}
