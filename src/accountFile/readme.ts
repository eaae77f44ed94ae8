import { formatters } from '../i18n/format.ts';
import { translator } from '../i18n/translate.ts';
import type { FileOwner } from './fileOwner.service.ts';

/** Explains the contents and the use of the file, in the language of the account. */
export function readme({ locale, time_zone, username }: FileOwner, now: Date): string {
  const t = translator(locale);
  const when = formatters(locale, time_zone).dateTime(now);
  const folder = t('accountFile.readme.tables');
  const paragraphs = [
    t('accountFile.readme.title', { name: username }),
    t('accountFile.readme.made', { when }),
    t('accountFile.readme.use'),
    t('accountFile.readme.inTables', { folder }),
    t('accountFile.readme.inData'),
    t('accountFile.readme.others'),
    t('accountFile.readme.careful'),
  ];
  return `${paragraphs.join('\r\n\r\n')}\r\n`;
}
