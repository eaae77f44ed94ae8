export const maxFileBytes = 20 * 1024 * 1024;
export const maxRows = 50_000;

const dayMs = 86_400_000;
export const maxWaitingMs = dayMs;
export const undoMs = 30 * dayMs;
/** How long an import is remembered, so that the next file with the same headings is read in the same way. */
export const historyMs = 400 * dayMs;

/** The request itself counts up to this many rows; a job counts larger files. */
export const maxCountedAtOnce = 2_000;
