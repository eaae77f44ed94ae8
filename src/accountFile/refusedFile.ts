import type { FieldError } from '../validation/form.ts';

/** Why a file is not loaded, in a sentence for its owner. */
export class RefusedFile extends Error {
  constructor(
    readonly problem: FieldError,
    cause?: unknown,
  ) {
    super(problem.key, { cause });
  }
}
