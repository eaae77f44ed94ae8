/** A problem that the operator can solve; its message is one plain sentence, shown without a stack. */
export class OperatorError extends Error {
  override name = 'OperatorError';
}

export function printable(error: unknown): unknown {
  return error instanceof OperatorError ? error.message : error;
}
