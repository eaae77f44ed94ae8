import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';
import { Temporal } from 'temporal-polyfill';
import { type Locale, locales } from './translate.ts';

/** The language a browser prefers among ours; English when it wants none of them. */
export function preferredLocale(request: IncomingMessage): Locale {
  return (new Negotiator(request).language([...locales]) as Locale | undefined) ?? 'en';
}

const knownZones = new Set<string>();

/** The zone's name if this system knows it (`Europe/Warsaw`), else undefined. */
export function knownTimeZone(name: unknown): string | undefined {
  if (typeof name !== 'string' || !/^[A-Za-z][\w+/-]{1,63}$/.test(name)) return undefined;
  if (!knownZones.has(name) && !isZone(name)) return undefined;
  knownZones.add(name);
  return name;
}

// Asked of those who count with it: Intl alone takes PST and JST as well, which are no names of the IANA.
function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
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
