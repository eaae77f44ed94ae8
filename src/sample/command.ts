// `npm run demo`: a user to look around with, full of examples. Options: --lang pl, --new-password.
import { parseArgs } from 'node:util';
import { OperatorError } from '../core/operatorError.ts';
import { runCommand } from '../core/runCommand.ts';
import { databaseSettings } from '../db/databaseSettings.ts';
import { withDatabase } from '../db/open.ts';
import { knownTimeZone, usualTimeZone } from '../i18n/locale.ts';
import { type Locale, locales } from '../i18n/translate.ts';
import { type DemoWishes, makeDemo } from './demo.ts';

await runCommand(run);

async function run(): Promise<void> {
  const wishes = wishesOf(process.argv.slice(2));
  await withDatabase(databaseSettings(process.env), async (database) => {
    for (const sentence of await makeDemo(database, wishes, new Date())) console.log(sentence);
  });
}

function wishesOf(args: string[]): DemoWishes {
  const { lang, 'new-password': newPassword } = readArgs(args);
  const system = Intl.DateTimeFormat().resolvedOptions();
  const locale = locales.find((one) => one === (lang ?? system.locale.slice(0, 2)));
  if (lang && !locale) throw new OperatorError(`--lang is one of ${locales.join(', ')}.`);
  return { locale: locale ?? 'en', time_zone: zoneFor(system.timeZone, locale ?? 'en'), newPassword };
}

// A server's clock says UTC wherever its people are.
function zoneFor(systemZone: string, locale: Locale): string {
  return systemZone === 'UTC' ? usualTimeZone(locale) : (knownTimeZone(systemZone) ?? usualTimeZone(locale));
}

function readArgs(args: string[]): { lang?: string; 'new-password': boolean } {
  try {
    const options = { lang: { type: 'string' }, 'new-password': { type: 'boolean', default: false } } as const;
    return parseArgs({ args, options }).values;
  } catch {
    throw new OperatorError('The options are --lang en, --lang pl and --new-password.');
  }
}
