import { z } from 'zod';
import { addDays, parseDate } from '../i18n/dates.ts';

export const snoozes = ['week', 'month'] as const;

const days = { week: 7, month: 30 } as const;

const SnoozeSchema = z.object({
  for: z.enum([...snoozes, 'date', 'none']).catch('date'),
  date: z.string().catch(''),
});

/** The day until which a form silences a rhythm; null wakes it, undefined for no day that lies ahead. */
export function snoozedUntil(given: unknown, today: string): string | null | undefined {
  const snooze = SnoozeSchema.parse(given ?? {});
  if (snooze.for === 'none') return null;
  if (snooze.for !== 'date') return addDays(today, days[snooze.for]);
  const date = parseDate(snooze.date.trim());
  return date !== undefined && date > today ? date : undefined;
}
