import type { Request, RequestHandler, Response } from 'express';
import type { Config } from '../config.ts';
import { addDays, dateText, daysBetween, type Moment, momentIn, timeText } from '../i18n/dates.ts';
import { type Formatters, formatters } from '../i18n/format.ts';
import { defaultTimeZone, preferredLocale } from '../i18n/locale.ts';
import { type Locale, locales, type Translate, translator } from '../i18n/translate.ts';
import { urls } from '../urls.ts';
import { maxSearchLength } from '../validation/queryFields.ts';
import { asset } from './assets.ts';
import { newFormId } from './forms/idempotency.ts';
import { icon } from './icons.ts';
import { hue, initials } from './initials.ts';
import { linkSegments } from './linkify.ts';
import { currentTime, getConfig } from './request.ts';

declare global {
  namespace Express {
    interface Locals {
      t: Translate;
      format: Formatters;
      locale: Locale;
      timeZone: string;
      moment: Moment;
      path: string;
      user: User | null;
      csrfToken: string;
      draftKept: boolean;
    }
  }
}

const yearMs = 365 * 86_400_000;

const shared = {
  urls,
  asset,
  linkSegments,
  initials,
  hue,
  newFormId,
  icon,
  addDays,
  dateText,
  timeText,
  daysBetween,
  maxSearchLength,
};

/** Runs before anything can fail, so that the error page has these locals too. */
export function viewLocals(ofDomains: object): RequestHandler {
  const always = { ...shared, ...ofDomains, user: null, taskBadge: 0, csrfToken: '', draftKept: false };
  return (req, res, next) => {
    Object.assign(res.locals, always, { path: req.path });
    chooseLanguage(req, res);
    next();
  };
}

function chooseLanguage(req: Request, res: Response): void {
  const chosen = parseLocale(req.query['lang']);
  const { name, options } = languageCookie(getConfig(req));
  if (chosen) res.cookie(name, chosen, options);
  const locale = chosen ?? parseLocale(req.cookies[name]) ?? preferredLocale(req);
  setLocale(res, locale, defaultTimeZone(locale));
}

export function setLocale(res: Response, locale: Locale, timeZone: string): void {
  res.set('Content-Language', locale);
  const moment = momentIn(timeZone, currentTime(res.req));
  Object.assign(res.locals, { locale, timeZone, moment, t: translator(locale), format: formatters(locale, timeZone) });
}

function languageCookie({ production }: Config) {
  const options = { httpOnly: true, sameSite: 'lax', secure: production, path: '/', maxAge: yearMs } as const;
  return { name: production ? '__Host-lang' : 'lang', options };
}

function parseLocale(value: unknown): Locale | undefined {
  return locales.find((locale) => locale === value);
}
