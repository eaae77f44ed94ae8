/** The user has no such row. It is answered with 404, as is Prisma's own error of this code. */
export class RowNotFoundError extends Error {
  readonly code = 'P2025';
}
