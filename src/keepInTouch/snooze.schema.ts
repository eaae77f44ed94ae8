import { z } from 'zod';
import { addDays, parseDate } from '../i18n/dates.ts';

export const snoozes = ['week', 'month'] as const;

const days = { week: 7, month: 30 } as const;

const SnoozeSchema = z.object({
  for: z.enum([...snoozes, 'date', 'none']).catch('date'),
  date: z.string().catch(''),
});

/** The date until which a form snoozes a rhythm; null ends the snooze, undefined when the date is not in the future. */
export function snoozedUntil(given: unknown, today: string): string | null | undefined {
  const snooze = SnoozeSchema.parse(given ?? {});
  if (snooze.for === 'none') return null;
  if (snooze.for !== 'date') return addDays(today, days[snooze.for]);
  const date = parseDate(snooze.date.trim());
  return date !== undefined && date > today ? date : undefined;
}
