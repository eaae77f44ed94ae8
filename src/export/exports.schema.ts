import { z } from 'zod';
import { givenIds, oneOf } from '../validation/queryFields.ts';

export const exportFormats = ['xlsx', 'csv', 'vcf'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** An address cannot hold more ids. */
const maxIds = 1_000;

const ExportQuerySchema = z.object({ format: oneOf(exportFormats), ids: givenIds(maxIds) });

interface ExportQuery {
  /** Without one the address is a page. */
  format: ExportFormat | undefined;
  /** The ticked rows; undefined means the whole list. */
  ids: number[] | undefined;
}

/** The parameters of an export besides the filters of its list. */
export function parseExportQuery(query: Record<string, unknown>): ExportQuery {
  const { format, ids } = ExportQuerySchema.parse(query);
  return { format, ids: query['ids'] === undefined ? undefined : ids };
}
