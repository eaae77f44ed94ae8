/** An error whose message is one plain sentence, for what the operator can mend: to be shown without a stack. */
export class OperatorError extends Error {
  override name = 'OperatorError';
}

/** What to print of a failure: the sentence; of our own bugs the error with its stack. */
export function printable(error: unknown): unknown {
  return error instanceof OperatorError ? error.message : error;
}
