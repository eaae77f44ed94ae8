import { contactStatuses } from '../contacts/contacts.schema.ts';
import { fold } from '../db/sql/fold.ts';
import { locales, translator } from '../i18n/translate.ts';

const codes = new Map<string, string>(
  contactStatuses.flatMap((status) => [
    [status, status] as const,
    ...locales.map((locale) => [fold(translator(locale)(`common.status.${status}`)), status] as const),
  ]),
);

/** The status of a word in any of our languages; an unknown word as it is, for the form's rules to refuse. */
export function statusCode(word: string): string {
  return codes.get(fold(word)) ?? word;
}
