/** Answered with 404, as Prisma's own error of this code is. */
export class RowNotFoundError extends Error {
  readonly code = 'P2025';
}
