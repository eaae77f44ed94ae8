import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';
import { type Locale, locales } from './translate.ts';

/** The language a browser prefers among ours; English when it wants none of them. */
export function preferredLocale(request: IncomingMessage): Locale {
  return (new Negotiator(request).language([...locales]) as Locale | undefined) ?? 'en';
}

/** The zone's name if this system knows it (`Europe/Warsaw`), else undefined. */
export function knownTimeZone(name: unknown): string | undefined {
  if (typeof name !== 'string' || !/^[A-Za-z][\w+/-]{1,63}$/.test(name)) return undefined;
  try {
    Intl.DateTimeFormat('en', { timeZone: name });
    return name;
  } catch {
    return undefined;
  }
}

/** The zone most people of a language live in: the guess for a browser that does not tell. */
export function usualTimeZone(locale: Locale): string {
  return locale === 'pl' ? 'Europe/Warsaw' : 'UTC';
}

/** Every zone a profile offers. */
export function timeZones(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
}
