import type { RequestHandler } from 'express';
import multer, { MulterError } from 'multer';
import { HttpError } from '../http/errors.ts';
import { largestFile } from './limits.ts';

const text = 'multipart/form-data';
const limits = { files: 1, fields: 5, parts: 6, fileSize: largestFile, fieldSize: largestFile };

const upload = multer({ storage: multer.memoryStorage(), defParamCharset: 'utf8', limits }).single('file');

/** Of nobody's form only the text is read, for its token and to be kept for them; the file is dropped as it comes. */
const glance = multer({
  fileFilter: (_req, _file, done) => done(null, false),
  limits: { ...limits, fieldSize: 64_000 },
}).single('file');

/**
 * Reads a form with a spreadsheet: before the CSRF check, which looks for its token in the body. Too large a file is the
 * form's to tell; other faults no browser makes.
 */
export const importUpload: RequestHandler = (req, res, next) => {
  if (req.method !== 'POST' || !req.is(text)) return next();
  const read = req.user ? upload : glance;
  read(req, res, (error: unknown) => {
    if (!error) return next();
    req.fileTooLarge = error instanceof MulterError && /^LIMIT_(FILE_SIZE|FIELD_VALUE)$/.test(error.code);
    next(req.fileTooLarge ? undefined : new HttpError(400, { cause: error }));
  });
};
