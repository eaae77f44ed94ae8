import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';
import { Temporal } from 'temporal-polyfill';
import { type Locale, locales } from './translate.ts';

/** The language that the browser prefers among ours, else English. */
export function preferredLocale(request: IncomingMessage): Locale {
  return (new Negotiator(request).language([...locales]) as Locale | undefined) ?? 'en';
}

const knownZones = new Set<string>();

/** The name of a time zone that this system knows (`Europe/Warsaw`), else undefined. */
export function knownTimeZone(name: unknown): string | undefined {
  if (typeof name !== 'string' || !/^[A-Za-z][\w+/-]{1,63}$/.test(name)) return undefined;
  if (!knownZones.has(name) && !isZone(name)) return undefined;
  knownZones.add(name);
  return name;
}

// Intl alone also accepts PST and JST, which Temporal refuses.
function isZone(name: string): boolean {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch {
    return false;
  }
}

/** The assumed time zone of a browser that does not send one. */
export function defaultTimeZone(locale: Locale): string {
  return locale === 'pl' ? 'Europe/Warsaw' : 'UTC';
}

export function timeZones(): string[] {
  return ['UTC', ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC')];
}
