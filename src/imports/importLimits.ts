export const maxFileBytes = 20 * 1024 * 1024;
export const maxRows = 50_000;

const dayMs = 86_400_000;
export const maxWaitingMs = dayMs;
export const undoMs = 30 * dayMs;
/** Of the history of imports, by which the next file with the same headings is read. */
export const historyMs = 400 * dayMs;

/** Up to so many rows are counted while the page is loaded. */
export const maxCountedAtOnce = 2_000;
