export const undoDays = 30;

export function undoableSince(now: Date): Date {
  return new Date(now.getTime() - undoDays * 86_400_000);
}
