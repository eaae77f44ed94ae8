import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename } from 'node:path';
import type { Request, RequestHandler } from 'express';
import multer, { MulterError } from 'multer';
import { HttpError } from '../http/errors.ts';
import { collapseWhitespace } from '../validation/formFields.ts';
import { maxFileBytes } from './fileLimits.ts';

const limits = { files: 1, fields: 5, parts: 6, fileSize: maxFileBytes, fieldSize: 4_096 };

const readForm = multer({ storage: multer.diskStorage({ destination: tmpdir() }), defParamCharset: 'utf8', limits });

/** For anonymous requests: drops the file. */
const readTextFields = multer({ fileFilter: (_req, _file, done) => done(null, false), limits });

/** Writes an uploaded file to the disk; it must run before the CSRF check, which looks for its token in the body. */
export const accountUpload: RequestHandler = (req, res, next) => {
  if (req.method !== 'POST' || !req.is('multipart/form-data')) return next();
  res.once('close', () => {
    const left = takeUpload(req);
    if (left) void removeUpload(left.path);
  });
  (req.user ? readForm : readTextFields).single('file')(req, res, (error: unknown) => {
    if (!error) return next();
    req.fileTooLarge = error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE';
    next(req.fileTooLarge ? undefined : new HttpError(400, { cause: error }));
  });
};

interface Upload {
  path: string;
  name: string;
  size: number;
}

/** Who takes the file removes it; otherwise it goes with the request. */
export function takeUpload(req: Request): Upload | undefined {
  const { file } = req;
  delete req.file;
  return file?.path ? { path: file.path, name: fileName(file.originalname), size: file.size } : undefined;
}

export async function removeUpload(path: string): Promise<void> {
  await rm(path, { force: true });
}

// Old browsers send the whole path.
function fileName(path: string): string {
  const name = collapseWhitespace(basename(path.replaceAll('\\', '/')).replaceAll('\0', ''));
  return [...name].slice(0, 200).join('') || '?';
}
