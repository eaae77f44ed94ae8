import { basename } from 'node:path';
import type { Request } from 'express';
import type { FieldError } from '../http/forms/form.ts';
import { collapseWhitespace } from '../validation/formFields.ts';
import { decode, encodingOf } from './encoding.ts';
import { wrongKindOf } from './fileKind.ts';
import { guessColumns } from './guessColumns.ts';
import type { NewImport } from './imports.service.ts';
import { largestFile } from './limits.ts';
import { readSheet } from './sheet.ts';

export type Received = { ok: true; import: NewImport } | { ok: false; problem: FieldError };

/** The text of the field into which rows are pasted. */
export function pastedIn(req: Request): string {
  const rows: unknown = req.body?.rows;
  return typeof rows === 'string' ? rows : '';
}

/** What was chosen or pasted, with how it is likely to be read; or why it cannot be. */
export function receivedIn(req: Request): Received {
  const chosen = req.file?.size ? req.file : undefined;
  const pasted = pastedIn(req);
  if (req.fileTooLarge) return problem('imports.problem.tooLarge');
  if (!chosen && pasted.trim() === '') return problem(req.file ? 'imports.problem.empty' : 'imports.problem.missing');
  const file = new Uint8Array(chosen?.buffer ?? Buffer.from(pasted));
  if (file.length > largestFile) return problem('imports.problem.tooLarge');
  return read(file, chosen ? nameOf(chosen.originalname) : '');
}

function read(file: Uint8Array<ArrayBuffer>, name: string): Received {
  const wrong = wrongKindOf(file);
  if (wrong) return problem(`imports.problem.${wrong}`);
  const encoding = encodingOf(file);
  const read = readSheet(decode(file, encoding));
  if (!read.ok) return read;
  const { header, columns } = guessColumns(read.sheet);
  if (header && read.sheet.rows.length === 1) return problem('imports.problem.onlyHeader');
  return { ok: true, import: { name, file, plan: { encoding, header, columns, existing: 'skip' } } };
}

// Some browsers sent the whole path once; pasted rows have no name.
function nameOf(original: string): string {
  const name = collapseWhitespace(basename(original.replaceAll('\\', '/')).replaceAll('\0', ''));
  return [...name].slice(0, 200).join('') || '?';
}

function problem(key: FieldError['key']): Received {
  return { ok: false, problem: { key } };
}
