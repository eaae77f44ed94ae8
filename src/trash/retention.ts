/** For as long a deleted record can be brought back. */
export const keptDays = 30;
const dayMs = 86_400_000;

/** How many days are left to bring it back, counted in whole days from the moment of deleting; 1 on the last. */
export function daysLeft(deletedAt: Date, now: Date): number {
  return Math.max(1, keptDays - Math.floor((now.getTime() - deletedAt.getTime()) / dayMs));
}

/** What was deleted before this moment is gone for good. */
export function keptSince(now: Date): Date {
  return new Date(now.getTime() - keptDays * dayMs);
}
