import { z } from 'zod';
import { givenIds, oneOf } from '../validation/queryFields.ts';

export const exportFormats = ['xlsx', 'csv', 'vcf'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** More do not fit into an address. */
const maxIds = 1_000;

const ExportQuerySchema = z.object({ format: oneOf(exportFormats), ids: givenIds(maxIds) });

interface ExportQuery {
  /** Without one the address is a page. */
  format: ExportFormat | undefined;
  /** Of the ticked rows; undefined when none were asked for, which is all of the list. */
  ids: number[] | undefined;
}

/** What the address of an export says besides the filters of its list. */
export function parseExportQuery(query: Record<string, unknown>): ExportQuery {
  const { format, ids } = ExportQuerySchema.parse(query);
  return { format, ids: query['ids'] === undefined ? undefined : ids };
}
