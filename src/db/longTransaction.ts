export const longTransaction = { timeout: 60_000 };
