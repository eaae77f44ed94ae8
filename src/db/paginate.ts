import { maxExactCount } from './sql/boundedCount.ts';

export const pageSize = 20;

export interface Pagination {
  page: number;
  pages: number;
  total: number;
  isEstimate?: boolean;
  /** There are more than `total`, where counting stopped. */
  hasMore?: boolean;
  /** From 1; 0 when there are no rows. */
  from: number;
  to: number;
}

export interface Page<Row> {
  rows: Row[];
  pagination: Pagination;
}

/** A page past the end becomes the first one. */
export function paginate(
  total: number,
  requestedPage: number,
  size = pageSize,
): Pagination & { skip: number; take: number } {
  const pages = Math.max(1, Math.ceil(total / size));
  const page = requestedPage <= pages ? requestedPage : 1;
  const skip = (page - 1) * size;
  return { page, pages, total, from: total === 0 ? 0 : skip + 1, to: Math.min(total, skip + size), skip, take: size };
}

/** A full page that is not the last one. */
export function paginateEstimate(total: number, page: number, size = pageSize): Pagination {
  const from = (page - 1) * size + 1;
  return { page, pages: page + 1, total: roundEstimate(total), from, to: from + size - 1, isEstimate: true };
}

function roundEstimate(total: number): number {
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(total)) - 1);
  return Math.round(total / unit) * unit;
}

/** 1,000 and one more, or to the end of the page and one more. */
export function countLimit(page: number, size = pageSize): number {
  return Math.max(maxExactCount, page * size) + 1;
}

/** The page that begins at row `skip`, when counting stopped at `counted` and found `found` rows. */
export function paginateBounded(found: number, counted: number, skip: number, size = pageSize): Pagination {
  const hasMore = found >= counted;
  const { skip: _, take, ...page } = paginate(hasMore ? counted - 1 : found, skip / size + 1, size);
  return hasMore ? { ...page, hasMore, pages: page.page + 1 } : page;
}
