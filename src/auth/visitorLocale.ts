import type { Response } from 'express';
import { defaultTimeZone, knownTimeZone } from '../i18n/locale.ts';
import type { Locale } from '../i18n/translate.ts';

/** The language of the page and the time zone that the browser sent with the form. */
export function visitorLocale(res: Response, timeZone: string): { locale: Locale; time_zone: string } {
  const locale: Locale = res.locals.locale;
  return { locale, time_zone: knownTimeZone(timeZone) ?? defaultTimeZone(locale) };
}
