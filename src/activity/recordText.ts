import { bidiControls } from '../core/bidiControls.ts';
import { excerpt } from '../core/excerpt.ts';
import type { Formatters } from '../i18n/format.ts';
import { intlLocale, type Locale, type Translate } from '../i18n/translate.ts';
import type { RecordName, RecordNames, RecordRef } from './recordNames.service.ts';

export interface Language {
  t: Translate;
  format: Formatters;
  locale: Locale;
}

export function recordName({ t }: Language, names: RecordNames, ref: RecordRef): string {
  const found = names.find(ref);
  return found ? found.name || t('history.unnamed') : t(`history.lost.${ref.kind}`);
}

export function recordHeading(language: Language, names: RecordNames, ref: RecordRef): string {
  const found = names.find(ref);
  if (ref.kind === 'interactions' && found) return interactionText(language, names, found, 'heading');
  return isolate(recordName(language, names, ref));
}

export function recordSubject(language: Language, names: RecordNames, ref: RecordRef): string {
  const { t } = language;
  const found = names.find(ref);
  if (!found) return t(`history.lost.${ref.kind}`);
  if (ref.kind === 'interactions') return interactionText(language, names, found, 'subject');
  return t(`history.subject.${ref.kind}`, { name: isolate(excerpt(found.name) || t('history.unnamed')) });
}

export function listText({ locale }: Language, items: string[]): string {
  return new Intl.ListFormat(intlLocale(locale), { type: 'conjunction' }).format(items);
}

function interactionText(
  language: Language,
  names: RecordNames,
  record: RecordName,
  form: 'heading' | 'subject',
): string {
  const type = record.name as 'note' | 'call' | 'email' | 'meeting';
  const name = recordName(language, names, { kind: 'contacts', id: record.contact_id ?? 0 });
  return language.t(`history.${form}.${type}`, { name: isolate(name) });
}

const rightToLeft = /[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC]/;

/** Isolates a right-to-left name, so that it does not reorder the sentence around it. */
function isolate(name: string): string {
  const plain = name.replace(bidiControls, '');
  return rightToLeft.test(plain) ? `\u2068${plain}\u2069` : plain;
}
