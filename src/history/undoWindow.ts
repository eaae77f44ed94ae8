/** For how long an act can be undone. */
export const undoDays = 30;

/** What happened before this moment cannot be undone any more. */
export function undoableSince(now: Date): Date {
  return new Date(now.getTime() - undoDays * 86_400_000);
}
