export const retentionDays = 30;
const dayMs = 86_400_000;

/** Whole days; 1 on the last day. */
export function daysLeft(deletedAt: Date, now: Date): number {
  return Math.max(1, retentionDays - Math.floor((now.getTime() - deletedAt.getTime()) / dayMs));
}

export function retentionStart(now: Date): Date {
  return new Date(now.getTime() - retentionDays * dayMs);
}
