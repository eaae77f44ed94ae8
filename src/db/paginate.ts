import { mostExact } from './sql/boundedCount.ts';

export const pageSize = 20;

export interface Pagination {
  page: number;
  pages: number;
  total: number;
  /** The total is an estimate; `pages` is this one, or the next when there is more. */
  about?: boolean;
  /** There are more than `total`, where counting stopped; `pages` is the page after this one. */
  isMore?: boolean;
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

/** As far as rows are counted for a page: exact up to 1,000, and always past the page's end. */
export function countedFor(page: number, size = pageSize): number {
  return Math.max(mostExact, page * size) + 1;
}

/** Where a page from row `skip` (of 0) lies in as many rows as were counted up to `counted`. */
export function paginateCounted(found: number, counted: number, skip: number, size = pageSize): Pagination {
  const isMore = found >= counted;
  const { skip: _, take, ...page } = paginate(isMore ? counted - 1 : found, skip / size + 1, size);
  return isMore ? { ...page, isMore, pages: page.page + 1 } : page;
}
