/** For hundreds of rows and more, each with its triggers, on a computer that may be slow and busy: how long it may take. */
export const longTransaction = { timeout: 60_000 };
