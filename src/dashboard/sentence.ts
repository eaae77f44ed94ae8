import type { Translate } from '../i18n/translate.ts';
import type { Numbers } from './waiting.ts';

/** What waits today, in one plain sentence. */
export function sentenceOf({ late, today, people }: Numbers, t: Translate): string {
  if (late + today === 0) {
    return people === 0 ? t('dashboard.sentence.calm') : t('dashboard.sentence.onlyPeople', { count: people });
  }
  const parts = [
    ...(late > 0 ? [t('dashboard.sentence.late', { count: late })] : []),
    ...(today > 0 ? [t(late > 0 ? 'dashboard.sentence.todayToo' : 'dashboard.sentence.today', { count: today })] : []),
    ...(people > 0 ? [t('dashboard.sentence.people', { count: people })] : []),
  ];
  return joined(parts, t);
}

function joined([first = '', second, third]: string[], t: Translate): string {
  if (second === undefined) return t('dashboard.sentence.one', { first });
  if (third === undefined) return t('dashboard.sentence.two', { first, second });
  return t('dashboard.sentence.three', { first, second, third });
}
