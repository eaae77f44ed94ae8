/** Answered with 404, like Prisma's error with the same code. */
export class RowNotFoundError extends Error {
  readonly code = 'P2025';
}
