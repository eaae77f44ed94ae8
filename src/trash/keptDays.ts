/** For as long a deleted record can be brought back. */
export const keptDays = 30;

/** What was deleted before this moment is gone for good. */
export function keptSince(now: Date): Date {
  return new Date(now.getTime() - keptDays * 86_400_000);
}
