import type { Request, RequestHandler, Response } from 'express';
import type { Config } from '../config.ts';
import { dateText, daysBetween, momentIn, timeText } from '../i18n/dates.ts';
import { formatters } from '../i18n/format.ts';
import { preferredLocale, usualTimeZone } from '../i18n/locale.ts';
import { type Locale, locales, translator } from '../i18n/translate.ts';
import { urls } from '../urls.ts';
import { asset } from './assets.ts';
import { hue, initials } from './avatar.ts';
import { newFormId } from './forms/idempotency.ts';
import { icon } from './icons.ts';
import { linkSegments } from './linkify.ts';
import { longestSearch } from './query.ts';
import { configOf, nowOf } from './request.ts';

const yearMs = 365 * 86_400_000;

const shared = {
  urls,
  asset,
  linkSegments,
  initials,
  hue,
  newFormId,
  icon,
  dateText,
  timeText,
  daysBetween,
  longestSearch,
};

/** What every view and partial can use, set before anything can fail so that an error page has it too. */
export function viewLocals(ofDomains: object): RequestHandler {
  const always = { ...shared, ...ofDomains, user: null, taskBadge: 0, csrfToken: '', keptForOther: false };
  return (req, res, next) => {
    Object.assign(res.locals, always, { path: req.path });
    chooseLanguage(req, res);
    next();
  };
}

function chooseLanguage(req: Request, res: Response): void {
  const chosen = localeNamed(req.query['lang']);
  const { name, options } = languageCookie(configOf(req));
  if (chosen) res.cookie(name, chosen, options);
  const locale = chosen ?? localeNamed(req.cookies[name]) ?? preferredLocale(req);
  useLocale(res, locale, usualTimeZone(locale));
}

/** Sets the language and time zone that the rest of this request speaks. */
export function useLocale(res: Response, locale: Locale, timeZone: string): void {
  res.set('Content-Language', locale);
  const moment = momentIn(timeZone, nowOf(res.req));
  Object.assign(res.locals, { locale, timeZone, moment, t: translator(locale), format: formatters(locale, timeZone) });
}

/** Remembers the language that a visitor without an account chose by `?lang=`. */
function languageCookie({ production }: Config) {
  const options = { httpOnly: true, sameSite: 'lax', secure: production, path: '/', maxAge: yearMs } as const;
  return { name: production ? '__Host-lang' : 'lang', options };
}

function localeNamed(value: unknown): Locale | undefined {
  return locales.find((locale) => locale === value);
}
