import { parseArgs } from 'node:util';
import { OperatorError } from '../core/operatorError.ts';
import { withDatabase } from '../db/open.ts';
import { defaultTimeZone, knownTimeZone } from '../i18n/locale.ts';
import { type Locale, locales } from '../i18n/translate.ts';
import { databaseSettings } from '../settings.ts';
import { createDemo, type DemoOptions } from './demo.ts';

/** Returns the lines that the command prints. @throws OperatorError for invalid options */
export async function fillDemo(args: string[], env: NodeJS.ProcessEnv): Promise<string[]> {
  const options = demoOptions(args);
  return withDatabase(databaseSettings(env), (database) => createDemo(database, options, new Date()));
}

function demoOptions(args: string[]): DemoOptions {
  const { lang, 'new-password': newPassword } = parseArguments(args);
  const system = Intl.DateTimeFormat().resolvedOptions();
  const locale = locales.find((one) => one === (lang ?? system.locale.slice(0, 2)));
  if (lang && !locale) throw new OperatorError(`--lang is one of ${locales.join(', ')}.`);
  return { locale: locale ?? 'en', time_zone: guessTimeZone(system.timeZone, locale ?? 'en'), newPassword };
}

// The time zone of a server is UTC, wherever its users are.
function guessTimeZone(systemZone: string, locale: Locale): string {
  return systemZone === 'UTC' ? defaultTimeZone(locale) : (knownTimeZone(systemZone) ?? defaultTimeZone(locale));
}

function parseArguments(args: string[]): { lang?: string; 'new-password': boolean } {
  try {
    const options = { lang: { type: 'string' }, 'new-password': { type: 'boolean', default: false } } as const;
    return parseArgs({ args, options }).values;
  } catch {
    throw new OperatorError('The options are --lang en, --lang pl and --new-password.');
  }
}
