/** So few that others wait some milliseconds at most while a batch is written. */
const batchSize = 200;

/** The rows of these ids, read while they are asked for: a slow reader holds no connection. */
export async function* readBatches<Row>(ids: number[], read: (ids: number[]) => Promise<Row[]>): AsyncGenerator<Row[]> {
  for (let at = 0; at < ids.length; at += batchSize) yield await read(ids.slice(at, at + batchSize));
}

export const tablePageSize = 500;

/** The arguments of Prisma for the next rows by their id. */
export const pageAfter = (after: number) =>
  ({ where: { id: { gt: after } }, orderBy: { id: 'asc' }, take: tablePageSize }) as const;
