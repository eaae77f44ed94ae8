import type { FieldError } from '../validation/form.ts';

/** Carries the reason why a file cannot be loaded, as a text for its owner. */
export class RefusedFileError extends Error {
  constructor(
    readonly problem: FieldError,
    cause?: unknown,
  ) {
    super(problem.key, { cause });
  }
}
