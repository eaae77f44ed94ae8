import type { Request } from 'express';
import { fold } from '../../db/sql/fold.ts';
import { ownedDb } from '../../http/request.ts';
import type { FieldError } from '../../validation/form.ts';
import { columnsProblem } from '../columns.ts';
import {
  type ImportMapping,
  ImportMappingSchema,
  parseDetails,
  parseHeaders,
  parseStoredMapping,
  toList,
} from '../imports.schema.ts';
import { type ImportSummary, replaceRows } from '../imports.service.ts';
import { readUpload } from '../readUpload.ts';
import { withRememberedMapping } from '../rememberedMapping.service.ts';
import { setHeading } from '../run/heading.service.ts';
import { saveMapping } from '../saveMapping.service.ts';
import { readStoredFile } from '../storedFile.service.ts';

type ParsedMapping = { ok: true; mapping: ImportMapping } | { ok: false; mapping: ImportMapping; problem: FieldError };

/** Parses the choices for a waiting import. When they are invalid, returns those that were shown before. */
export function parseMapping(req: Request, waiting: ImportSummary): ParsedMapping {
  const shown = parseStoredMapping(waiting.mapping);
  const parsed = ImportMappingSchema.safeParse({
    ...req.body,
    columns: req.body?.['columns[]'],
    statuses: settledStatuses(req.body),
  });
  if (!parsed.success) return { ok: false, mapping: shown, problem: problemOf(parsed.error.issues[0]?.message) };
  const width = Math.max(parseHeaders(waiting.headers).length, shown.columns.length);
  const columns = Array.from({ length: width }, (_, at) => parsed.data.columns[at] ?? 'skip');
  const mapping = { ...parsed.data, columns };
  // When another sheet was chosen, its columns have not been shown yet.
  const problem = chosenSheet(req, waiting) === undefined ? columnsProblem(columns) : undefined;
  return problem ? { ok: false, mapping, problem } : { ok: true, mapping };
}

/** Words without a chosen meaning are left out. */
function settledStatuses(body: Record<string, unknown> | undefined): Record<string, unknown> {
  const meanings = toList(body?.['means[]']);
  const words = toList(body?.['word[]']).map((word, at) => [fold(String(word)), meanings[at]] as const);
  return Object.fromEntries(words.filter(([word, meaning]) => word !== '' && meaning));
}

function problemOf(message: string | undefined): FieldError {
  return { key: message === 'tags.error.tooMany' || message === 'tags.error.nameTooLong' ? message : 'forms.choice' };
}

/**
 * Saves the choices, and reads the file again if they require it. Returns the problem if it cannot be read, and whether
 * the columns were read in another way, so that the new preview must be reviewed before the import.
 */
export async function applyMapping(
  req: Request,
  waiting: ImportSummary,
  mapping: ImportMapping,
): Promise<{ problem?: FieldError; needsReview: boolean }> {
  const db = ownedDb(req);
  const shown = parseStoredMapping(waiting.mapping);
  const sheet = chosenSheet(req, waiting);
  if (sheet !== undefined || (mapping.encoding && mapping.encoding !== shown.encoding))
    return readAgain(req, waiting, mapping, sheet);
  if (mapping.header !== shown.header && !(await setHeading(db, waiting, mapping.header)))
    return { problem: { key: 'imports.problem.onlyHeader' }, needsReview: false };
  await saveMapping(db, waiting.id, mapping);
  return { needsReview: readingOf(mapping) !== readingOf(shown) };
}

/** The chosen sheet, unless it is the one that is shown. */
function chosenSheet(req: Request, { details }: ImportSummary): string | undefined {
  const { sheet, sheets } = parseDetails(details);
  const chosen: unknown = req.body?.sheet;
  return sheets.find((name) => name === chosen && name !== sheet);
}

async function readAgain(req: Request, waiting: ImportSummary, mapping: ImportMapping, sheet: string | undefined) {
  const bytes = await readStoredFile(ownedDb(req), waiting.id);
  const options = { name: waiting.name, encoding: mapping.encoding, sheet };
  const result = bytes.length > 0 ? await readUpload(bytes, options) : undefined;
  if (result && !result.ok) return { problem: result.problem, needsReview: false };
  if (result) {
    const isOther = sheet !== undefined;
    const read = isOther ? await withRememberedMapping(ownedDb(req), result.read) : result.read;
    const guess = isOther ? { ...read.mapping, tags: mapping.tags } : guessIfNew(read.mapping, mapping);
    await replaceRows(ownedDb(req), waiting.id, { ...read, mapping: { ...mapping, ...guess } });
  }
  return { needsReview: result !== undefined };
}

/** Keeps the chosen columns unless their number has changed. */
function guessIfNew(guess: ImportMapping, { columns }: ImportMapping): Partial<ImportMapping> {
  return guess.columns.length === columns.length ? {} : { columns: guess.columns, header: guess.header };
}

/** The other choices settle what the preview asked about, so that it need not be shown again. */
function readingOf({ encoding, header, columns }: ImportMapping): string {
  return JSON.stringify([encoding, header, columns]);
}
