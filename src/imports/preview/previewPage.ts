import type { Request, Response } from 'express';
import { isStalled } from '../../db/jobQueue.ts';
import { fold } from '../../db/sql/fold.ts';
import { page } from '../../http/page.ts';
import { getDatabase, ownedDb, signedInUser } from '../../http/request.ts';
import { listTags, type NamedTag } from '../../tags/tags.service.ts';
import { urls } from '../../urls.ts';
import type { FieldError } from '../../validation/form.ts';
import { columnsProblem, importFields } from '../columns.ts';
import {
  existingActions,
  type FileDetails,
  type ImportMapping,
  parseDetails,
  parseHeaders,
  parseStoredMapping,
} from '../imports.schema.ts';
import type { ImportSummary } from '../imports.service.ts';
import { encodings } from '../reading/encoding.ts';
import { rejectionReason } from '../rejectedRows.ts';
import { waitingRows } from '../run/rows.service.ts';
import { columnValues } from '../sheet.ts';
import type { PreviewResult } from './previewResult.ts';

interface ColumnSample {
  header: string;
  values: string[];
}

interface PreviewLocals {
  waiting: ImportSummary;
  details: FileDetails;
  mapping: ImportMapping;
  problem: FieldError | undefined;
  columns: ColumnSample[];
  preview: PreviewResult;
  encodings: readonly string[];
  columnGroups: typeof columnGroups;
  existingActions: typeof existingActions;
  tags: NamedTag[];
  fold: typeof fold;
  rejectionReason: typeof rejectionReason;
}

const view = page<PreviewLocals>('imports/preview');
const countingView = page<{ waiting: ImportSummary; isStalled: boolean }>('imports/counting');

const columnGroups = {
  person: importFields.filter((field) => !field.startsWith('company_')),
  company: importFields.filter((field) => field.startsWith('company_')),
};

const refreshSeconds = 1;
const shownValues = 3;
const sampledRows = 200;

interface Shown {
  mapping: ImportMapping;
  problem?: FieldError;
}

/** Shows a waiting import, or that it is still being counted. */
export async function showPreview(req: Request, res: Response, waiting: ImportSummary, shown?: Shown): Promise<void> {
  if (!waiting.preview) return showCounting(req, res, waiting);
  const mapping = shown?.mapping ?? parseStoredMapping(waiting.mapping);
  view(res, {
    title: res.locals.t('imports.preview.title'),
    section: 'contacts',
    waiting,
    details: parseDetails(waiting.details),
    mapping,
    problem: shown?.problem ?? columnsProblem(mapping.columns),
    columns: await sampleColumns(req, waiting),
    preview: waiting.preview as unknown as PreviewResult,
    encodings,
    columnGroups,
    existingActions,
    tags: await listTags(ownedDb(req)),
    fold,
    rejectionReason,
  });
}

async function showCounting(req: Request, res: Response, waiting: ImportSummary): Promise<void> {
  // The script polls by GET, so the answer to a POST must be a redirect.
  if (req.method === 'POST') return res.redirect(303, urls.contactImport(waiting.id));
  const title = res.locals.t('imports.preview.title');
  const stalled = await isStalled(getDatabase(req).pool, 'countImport', { user: signedInUser(req).id, id: waiting.id });
  countingView(res, { title, section: 'contacts', refreshSeconds, waiting, isStalled: stalled });
}

async function sampleColumns(req: Request, { id, headers }: ImportSummary): Promise<ColumnSample[]> {
  const sample = await waitingRows(ownedDb(req), id, 0, sampledRows);
  return parseHeaders(headers).map((header, at) => ({
    header,
    values: [...new Set(columnValues(sample, at))].slice(0, shownValues),
  }));
}
