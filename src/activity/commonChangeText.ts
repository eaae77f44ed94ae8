import { linksOf } from '../history/recordKinds.ts';
import type { TextKey } from '../i18n/translate.ts';
import { valueText } from './changeText.ts';
import type { CommonChange } from './commonChanges.service.ts';
import { fieldLabel } from './fieldLabel.ts';
import type { RecordNames } from './recordNames.service.ts';
import { type Language, listText, recordName } from './recordText.ts';

const sentences: Record<string, TextKey> = {
  'contacts.status': 'history.common.status',
  'contacts.source': 'history.common.source',
  'companies.industry': 'history.common.industry',
  'contacts.keep_in_touch_days': 'history.common.rhythm',
};

/** Describes the change of each of several records; empty when it takes a list of fields. */
export function commonChangeText(language: Language, names: RecordNames, change: CommonChange, what: string): string {
  const { t } = language;
  const { kind, field } = change;
  if (field === 'tag_ids') return tagsText(language, names, change, what);
  if (field === 'is_starred') return t(`history.common.${change.value === 'true' ? 'star' : 'unstar'}`, { what });
  if (linksOf[kind].some((link) => link.field === field)) return '';
  const value = valueText(language, names, change, change.value);
  const sentence = value === '' ? undefined : sentences[`${kind}.${field}`];
  if (sentence) return t(sentence, { what, value });
  return t('history.common.other', { what, label: fieldLabel(t, change), value: value || t('history.empty') });
}

function tagsText(language: Language, names: RecordNames, { added, removed }: CommonChange, what: string): string {
  if (added.length > 0 && removed.length > 0) return '';
  const { t } = language;
  const ids = [...added, ...removed];
  const quoted = ids.map((id) =>
    t('history.common.quoted', { text: recordName(language, names, { kind: 'tags', id }) }),
  );
  return t(`history.common.${added.length > 0 ? 'tagged' : 'untagged'}`, {
    ...{ what, count: ids.length },
    tags: listText(language, quoted),
  });
}
