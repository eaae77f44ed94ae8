import type { InteractionType } from '../db/generated/client.ts';
import { dateText, daysBetween, type Moment, todayIn } from '../i18n/dates.ts';

export interface DigestFacts {
  status: string;
  /** When the contact got this status; null when nobody knows. */
  statusSince: Date | null;
  last: { type: InteractionType; at: Date } | null;
  counts: Partial<Record<InteractionType, number>>;
  openTasks: { id: number; title: string; due_date: Date | null }[];
}

/** What can be said of a contact by rules alone. */
export interface Digest {
  status: string;
  statusSince: Date | null;
  /** `days` of silence since; 0 is today, and what lies ahead. */
  last: { type: InteractionType; at: Date; days: number } | null;
  /** The most frequent kind first, none with zero. */
  counts: { type: InteractionType; count: number }[];
  total: number;
  open: number;
  late: { id: number; title: string; days: number }[];
  next: { id: number; title: string; due: string } | null;
}

const mostLate = 3;

/** Words are left to the view: these are the numbers. */
export function digestOf(facts: DigestFacts, { timeZone, today }: Moment): Digest {
  const counts = (Object.entries(facts.counts) as [InteractionType, number][])
    .filter(([, count]) => count > 0)
    .map(([type, count]) => ({ type, count }))
    .sort((a, b) => b.count - a.count || a.type.localeCompare(b.type));
  const due = facts.openTasks
    .map(({ id, title, due_date }) => ({ id, title, due: dateText(due_date) ?? '' }))
    .filter((task) => task.due !== '')
    .sort((a, b) => a.due.localeCompare(b.due));
  return {
    status: facts.status,
    statusSince: facts.statusSince,
    last: facts.last && { ...facts.last, days: Math.max(0, daysBetween(todayIn(timeZone, facts.last.at), today)) },
    counts,
    total: counts.reduce((sum, { count }) => sum + count, 0),
    open: facts.openTasks.length,
    late: due
      .filter((task) => task.due < today)
      .slice(0, mostLate)
      .map(({ id, title, due: day }) => ({ id, title, days: daysBetween(day, today) })),
    next: due.find((task) => task.due >= today) ?? null,
  };
}
