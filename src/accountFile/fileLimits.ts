const megabyte = 1024 * 1024;

/** The page states this limit; a file with 200,000 people has about 150 MB. */
export const maxFileMegabytes = 300;
export const maxFileBytes = maxFileMegabytes * megabyte;
/** The limit for all lists together, unpacked. */
export const maxUnpackedBytes = 4_000 * megabyte;
export const maxRecords = 5_000_000;
/** The limit for one record; the longest entry has 100,000 characters. */
export const maxLineLength = 4_000_000;
export const maxManifestBytes = megabyte;

/** How long a file that waits to be loaded is kept, and the data for undoing a load. */
export const waitingMs = 86_400_000;
export const undoMs = 31 * waitingMs;
/** After this time without progress, the process that read the file has died. */
export const silentMs = 60_000;
