import type { InteractionType } from '../db/generated/client.ts';
import { dateText, daysBetween, localDate, type Moment } from '../i18n/dates.ts';

export interface ContactOverviewInput {
  status: string;
  /** When the contact got this status; null when unknown. */
  statusSince: Date | null;
  last: { type: InteractionType; at: Date } | null;
  counts: Partial<Record<InteractionType, number>>;
  openTasks: { id: number; title: string; due_date: Date | null }[];
}

/** Facts about a contact, found by rules and without AI. */
export interface ContactOverview {
  status: string;
  statusSince: Date | null;
  /** `days` since then; 0 for today and for future dates. */
  last: { type: InteractionType; at: Date; days: number } | null;
  /** The most frequent type first, without zeros. */
  counts: { type: InteractionType; count: number }[];
  total: number;
  open: number;
  late: { id: number; title: string; days: number }[];
  next: { id: number; title: string; due: string } | null;
}

const maxLateTasks = 3;

export function contactOverview(facts: ContactOverviewInput, { timeZone, today }: Moment): ContactOverview {
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
    last: facts.last && { ...facts.last, days: Math.max(0, daysBetween(localDate(timeZone, facts.last.at), today)) },
    counts,
    total: counts.reduce((sum, { count }) => sum + count, 0),
    open: facts.openTasks.length,
    late: due
      .filter((task) => task.due < today)
      .slice(0, maxLateTasks)
      .map(({ id, title, due: day }) => ({ id, title, days: daysBetween(day, today) })),
    next: due.find((task) => task.due >= today) ?? null,
  };
}
