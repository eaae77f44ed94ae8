/** There is no such row of this user: ends in the page of 404, as Prisma's own error of that code does. */
export class RowNotFoundError extends Error {
  readonly code = 'P2025';
}
