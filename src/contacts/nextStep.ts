import { dateText } from '../i18n/dates.ts';

export const nextSteps = ['late', 'today', 'later', 'none'] as const;
/** Where a person's next open task stands; `later` is also a task without a day. */
export type NextStep = (typeof nextSteps)[number];

interface Planned {
  open_tasks: number;
  next_due_date: Date | null;
}

/** The next step of a person as seen on a calendar date of the user's. */
export function nextStepOf({ open_tasks, next_due_date }: Planned, today: string): NextStep {
  if (open_tasks === 0) return 'none';
  const due = dateText(next_due_date);
  if (due === null || due > today) return 'later';
  return due === today ? 'today' : 'late';
}
