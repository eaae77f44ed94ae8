import { dateText } from '../i18n/dates.ts';

export const nextSteps = ['late', 'today', 'later', 'none'] as const;
/** When a person's next open task is due; `later` includes tasks without a date. */
export type NextStep = (typeof nextSteps)[number];

interface Planned {
  open_tasks: number;
  next_due_date: Date | null;
}

/** `today`: a calendar date in the user's time zone. */
export function nextStep({ open_tasks, next_due_date }: Planned, today: string): NextStep {
  if (open_tasks === 0) return 'none';
  const due = dateText(next_due_date);
  if (due === null || due > today) return 'later';
  return due === today ? 'today' : 'late';
}
