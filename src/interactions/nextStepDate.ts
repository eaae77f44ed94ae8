import { Temporal } from 'temporal-polyfill';
import { addDays } from '../i18n/dates.ts';
import type { NextChoice } from './interactions.schema.ts';

/** The calendar date on which the next step is due; null without a next step. */
export function nextStepDate(next: NextChoice, picked: string | null, today: string): string | null {
  const days: Record<NextChoice, () => string | null> = {
    none: () => null,
    tomorrow: () => addDays(today, 1),
    week: () => addDays(today, 7),
    month: () => monthLater(today),
    date: () => picked,
  };
  return days[next]();
}

function monthLater(date: string): string {
  return Temporal.PlainDate.from(date).add({ months: 1 }).toString();
}
