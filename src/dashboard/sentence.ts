import type { Formatters } from '../i18n/format.ts';
import type { Translate } from '../i18n/translate.ts';
import type { TodayCounts } from './todayRows.ts';

type NumberFormats = Pick<Formatters, 'counted' | 'number'>;

export function todaySentence({ late, today, people }: TodayCounts, t: Translate, format: NumberFormats): string {
  const persons = { count: people, n: format.number(people) };
  if (late + today === 0) {
    return people === 0 ? t('dashboard.sentence.nothingDue') : t('dashboard.sentence.onlyPeople', persons);
  }
  const parts = [
    ...(late > 0 ? [t('dashboard.sentence.late', format.counted(late))] : []),
    ...(today > 0
      ? [t(late > 0 ? 'dashboard.sentence.todayToo' : 'dashboard.sentence.today', format.counted(today))]
      : []),
    ...(people > 0 ? [t('dashboard.sentence.people', persons)] : []),
  ];
  return joined(parts, t);
}

function joined([first = '', second, third]: string[], t: Translate): string {
  if (second === undefined) return t('dashboard.sentence.one', { first });
  if (third === undefined) return t('dashboard.sentence.two', { first, second });
  return t('dashboard.sentence.three', { first, second, third });
}
