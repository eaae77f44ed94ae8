/** What may be logged of an error while sending: the answer of a mail server quotes addresses. */
export function failureFields(error: unknown): object {
  const { code, responseCode, command } = (error ?? {}) as Record<string, unknown>;
  const short = (value: unknown) => (typeof value === 'string' && /^[\w ]{1,20}$/.test(value) ? value : undefined);
  return { code: short(code), command: short(command), ...(typeof responseCode === 'number' && { responseCode }) };
}

const beforeSending = new Set(['EDNS', 'ECONNREFUSED', 'EAUTH', 'ENOAUTH', 'ETLS', 'EENVELOPE', 'EOAUTH2', 'EPROXY']);

/**
 * Whether the server certainly has not taken the mail: it refused it or was not reached. When it falls silent in the
 * middle, nobody knows.
 */
export function isCertainlyUnsent(error: unknown): boolean {
  const { code, responseCode, syscall, timeoutType } = (error ?? {}) as Record<string, unknown>;
  const isUnreached = syscall === 'connect' || timeoutType === 'CONNECT_TIMEOUT' || timeoutType === 'GREETING_TIMEOUT';
  return typeof responseCode === 'number' || isUnreached || beforeSending.has(String(code));
}
