export const maxFileBytes = 5 * 1024 * 1024;
export const maxRows = 10_000;
export const maxColumns = 60;
export const maxCellLength = 10_000;

const dayMs = 86_400_000;
export const maxWaitingMs = dayMs;
export const undoMs = 30 * dayMs;
