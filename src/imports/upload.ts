import type { Request } from 'express';
import multer, { MulterError } from 'multer';
import type { OwnedDb } from '../db/owned.ts';
import { uploadedName, uploadForm } from '../http/forms/upload.ts';
import type { FieldError } from '../validation/form.ts';
import { maxFileBytes } from './importLimits.ts';
import { parseDetails } from './imports.schema.ts';
import type { ImportSummary, NewImport } from './imports.service.ts';
import { readUpload } from './readUpload.ts';
import { withRememberedMapping } from './rememberedMapping.service.ts';
import { readStoredFile } from './storedFile.service.ts';

const limits = { files: 1, fields: 5, parts: 6, fileSize: maxFileBytes, fieldSize: maxFileBytes };

/** Reads a form with a file. */
export const importUpload = uploadForm({
  read: multer({ storage: multer.memoryStorage(), defParamCharset: 'utf8', limits }).single('file'),
  readTextFields: multer({
    fileFilter: (_req, _file, done) => done(null, false),
    limits: { ...limits, fieldSize: 64_000 },
  }).single('file'),
  note: (req, error) =>
    (req.fileTooLarge = error instanceof MulterError && /^LIMIT_(FILE_SIZE|FIELD_VALUE)$/.test(error.code)),
});

type UploadResult = { ok: true; import: NewImport } | { ok: false; problem: FieldError };

/** Reads the chosen file or the pasted rows, or returns why they cannot be read. */
export async function parseUpload(req: Request): Promise<UploadResult> {
  const chosen = req.file?.size ? req.file : undefined;
  const pasted = pastedRows(req);
  if (req.fileTooLarge) return refuse('imports.problem.tooLarge');
  if (!chosen && pasted.trim() === '') return refuse(req.file ? 'imports.problem.empty' : 'imports.problem.noFile');
  // The bytes are not copied: copying 20 MB would delay all requests.
  const file = chosen?.buffer ?? Buffer.from(pasted);
  if (file.length > maxFileBytes) return refuse('imports.problem.tooLarge');
  return toImport(file, chosen ? uploadedName(chosen.originalname) : '');
}

/** Reads another sheet of a workbook that was imported, or returns why it cannot be read. */
export async function readOtherSheet(
  db: OwnedDb,
  { id, name, details }: ImportSummary,
  chosen: unknown,
): Promise<UploadResult> {
  const sheet = parseDetails(details).sheets.find((one) => one === chosen);
  const file = await readStoredFile(db, id);
  if (sheet === undefined || file.length === 0) return refuse('imports.problem.noFile');
  const read = await toImport(file, name, sheet);
  return read.ok ? { ok: true, import: { ...read.import, ...(await withRememberedMapping(db, read.import)) } } : read;
}

export function pastedRows(req: Request): string {
  const rows: unknown = req.body?.rows;
  return typeof rows === 'string' ? rows : '';
}

/** Pasted rows are always UTF-8. The file is stored only when another encoding or sheet can be chosen. */
async function toImport(file: Uint8Array, name: string, sheet?: string): Promise<UploadResult> {
  const result = await readUpload(file, { name, encoding: name === '' ? 'utf-8' : undefined, sheet });
  if (!result.ok) return result;
  const { read } = result;
  const isKept = name !== '' && (read.mapping.encoding !== undefined || read.details.sheets.length > 0);
  return { ok: true, import: { name, file: isKept ? file : new Uint8Array(), ...read } };
}

function refuse(key: FieldError['key']): UploadResult {
  return { ok: false, problem: { key } };
}
