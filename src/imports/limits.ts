export const largestFile = 5 * 1024 * 1024;
export const mostRows = 10_000;
export const mostColumns = 60;
/** Characters. */
export const longestCell = 10_000;

/** What was not finished goes after a day; what was imported can be undone for 30. */
export const waitingMs = 86_400_000;
export const undoDays = 30;
export const undoMs = undoDays * 86_400_000;
