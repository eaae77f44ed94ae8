/** Small enough to delay other requests by a few milliseconds only. */
const batchSize = 200;

/** Reads the rows with these ids in batches, as they are consumed: a slow reader holds no connection. */
export async function* readBatches<Row>(ids: number[], read: (ids: number[]) => Promise<Row[]>): AsyncGenerator<Row[]> {
  for (let at = 0; at < ids.length; at += batchSize) yield await read(ids.slice(at, at + batchSize));
}

export const tablePageSize = 500;

/** Arguments for Prisma to read the next rows by id. */
export const pageAfter = (after: number) =>
  ({ where: { id: { gt: after } }, orderBy: { id: 'asc' }, take: tablePageSize }) as const;
