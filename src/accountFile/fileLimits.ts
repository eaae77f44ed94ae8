const megabyte = 1024 * 1024;

/** Stated on the page; a file of 200,000 people has about 150. */
export const maxFileMegabytes = 300;
export const maxFileBytes = maxFileMegabytes * megabyte;
/** Of the lists, unpacked. */
export const maxUnpackedBytes = 4_000 * megabyte;
export const maxRecords = 5_000_000;
/** One record; the longest entry has 100,000 characters. */
export const maxLineLength = 4_000_000;
export const maxManifestBytes = megabyte;

/** A file that waits to be loaded is kept so long, and what undoing a load needs. */
export const waitingMs = 86_400_000;
export const undoMs = 31 * waitingMs;
/** After so long without a sign of it, nobody reads the file any more. */
export const silentMs = 60_000;
