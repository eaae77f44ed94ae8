/** How long a deleted record can be restored. */
export const retentionDays = 30;
const dayMs = 86_400_000;

/** Whole days, from the moment of deletion, in which a record can still be restored; 1 on the last day. */
export function daysLeft(deletedAt: Date, now: Date): number {
  return Math.max(1, retentionDays - Math.floor((now.getTime() - deletedAt.getTime()) / dayMs));
}

/** Records deleted before this moment cannot be restored. */
export function retentionStart(now: Date): Date {
  return new Date(now.getTime() - retentionDays * dayMs);
}
