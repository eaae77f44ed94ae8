import type { Request, Response } from 'express';
import { HttpError } from '../http/errors.ts';
import { ownedDb } from '../http/request.ts';
import type { FieldError } from '../validation/form.ts';
import { columnsProblem } from './columns.ts';
import { type ImportMapping, ImportMappingSchema, parseStoredMapping } from './imports.schema.ts';
import { type ImportSummary, readImportedSheet } from './imports.service.ts';
import { showPreview } from './preview.ts';
import type { Sheet } from './sheet.ts';

interface ParsedMapping {
  mapping: ImportMapping;
  sheet: Sheet;
  /** The rows would be read differently from what the preview showed. */
  isPreviewOutdated: boolean;
}

/** Parses the form of a waiting import; when it is invalid, shows it again (422) and returns undefined. */
export async function parseMapping(
  req: Request,
  res: Response,
  waiting: ImportSummary,
): Promise<ParsedMapping | undefined> {
  const shown = parseStoredMapping(waiting.mapping);
  const parsed = ImportMappingSchema.safeParse({ ...req.body, columns: req.body?.['columns[]'] });
  if (!parsed.success) return rejectMapping(req, res, waiting, shown, { key: 'forms.choice' });

  const read = await readImportedSheet(ownedDb(req), waiting.id, parsed.data);
  if (!read.ok) return rejectMapping(req, res, waiting, shown, read.problem);
  const { sheet } = read;
  const mapping = { ...parsed.data, columns: sheet.headers.map((_, at) => parsed.data.columns[at] ?? 'skip') };
  const problem = mappingProblem(mapping, sheet);
  if (problem) return rejectMapping(req, res, waiting, mapping, problem);
  return { mapping, sheet, isPreviewOutdated: !readsAlike(mapping, shown) };
}

/** Shows a waiting import as it was left. */
export async function showMapping(req: Request, res: Response, waiting: ImportSummary): Promise<void> {
  const mapping = parseStoredMapping(waiting.mapping);
  await show(req, res, waiting, mapping, columnsProblem(mapping.columns));
}

/** Shows it again with what is wrong (422). */
export async function rejectMapping(
  req: Request,
  res: Response,
  waiting: ImportSummary,
  mapping: ImportMapping,
  problem: FieldError,
): Promise<undefined> {
  await show(req, res.status(422), waiting, mapping, problem);
}

async function show(
  req: Request,
  res: Response,
  waiting: ImportSummary,
  mapping: ImportMapping,
  problem?: FieldError,
): Promise<void> {
  const read = await readImportedSheet(ownedDb(req), waiting.id, mapping);
  // The file was readable when it was uploaded, so it has just been imported: the next try shows the result.
  if (!read.ok) throw new HttpError(503);
  await showPreview(req, res, { waiting, sheet: read.sheet, mapping, problem });
}

function mappingProblem({ columns }: ImportMapping, { rows }: Sheet): FieldError | undefined {
  return rows.length === 0 ? { key: 'imports.problem.onlyHeader' } : columnsProblem(columns);
}

function readsAlike(one: ImportMapping, other: ImportMapping): boolean {
  const reading = ({ encoding, header, columns }: ImportMapping) => JSON.stringify([encoding, header, columns]);
  return reading(one) === reading(other);
}
