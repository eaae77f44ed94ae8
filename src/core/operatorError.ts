/** A problem that the operator can solve. Its message is one plain sentence, shown without a stack. */
export class OperatorError extends Error {
  override name = 'OperatorError';
}

/** What to print: the message of an OperatorError, or any other error with its stack. */
export function printable(error: unknown): unknown {
  return error instanceof OperatorError ? error.message : error;
}
