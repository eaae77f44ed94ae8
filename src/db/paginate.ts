export const pageSize = 20;

export interface Pagination {
  page: number;
  pages: number;
  total: number;
  /** The total is an estimate; `pages` is this one, or the next when there is more. */
  about?: boolean;
  /** Number of the first and last row on the page, from 1; 0 when there is none. */
  from: number;
  to: number;
}

export interface Page<Row> {
  rows: Row[];
  pagination: Pagination;
}

/** Where a page lies in `total` rows; a page past the end is treated as absent. */
export function paginate(total: number, wanted: number, size = pageSize): Pagination & { skip: number; take: number } {
  const pages = Math.max(1, Math.ceil(total / size));
  const page = wanted <= pages ? wanted : 1;
  const skip = (page - 1) * size;
  return { page, pages, total, from: total === 0 ? 0 : skip + 1, to: Math.min(total, skip + size), skip, take: size };
}
