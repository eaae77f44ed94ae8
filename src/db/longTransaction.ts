/** For transactions that write hundreds of rows or more. */
export const longTransaction = { timeout: 60_000 };
