import { basename } from 'node:path';
import type { Request, RequestHandler } from 'express';
import multer, { type StorageEngine } from 'multer';
import { HttpError } from '../http/errors.ts';
import { collapseWhitespace } from '../validation/formFields.ts';

export const maxFiles = 20;
export const maxFileMegabytes = 30;
const maxFileBytes = maxFileMegabytes * 1_000_000;
/** Of all files of a form, since they lie in memory until they are read. */
const maxTotalBytes = 60_000_000;
const maxPastedBytes = 1_000_000;

/** A file of a form; `bytes` is undefined for one that is too large. */
interface UploadedMail {
  name: string;
  bytes: Uint8Array | undefined;
}

declare global {
  namespace Express {
    interface Request {
      uploadedMails?: UploadedMail[];
      /** More files than are read at once, or more pasted text. */
      tooManyMails?: boolean;
    }
  }
}

/** Keeps files in memory as far as there is room; what is too large is dropped while the others are read on. */
const storage: StorageEngine = {
  _handleFile(req, file, done) {
    req.uploadedMails ??= [];
    const mail: UploadedMail = { name: fileName(file.originalname), bytes: undefined };
    if (file.originalname !== '') req.uploadedMails.push(mail);
    const room = Math.min(maxFileBytes, maxTotalBytes - totalBytes(req));
    const pieces: Buffer[] = [];
    let size = 0;
    file.stream.on('data', (piece: Buffer) => {
      size += piece.length;
      if (size <= room) pieces.push(piece);
      else pieces.length = 0;
    });
    file.stream.on('error', done);
    file.stream.on('end', () => {
      if (size <= room) mail.bytes = Buffer.concat(pieces);
      done(null, { size });
    });
  },
  _removeFile: (_req, _file, done) => done(null),
};

const limits = { files: maxFiles, fields: 5, parts: maxFiles + 6, fieldSize: maxPastedBytes };
const readForm = multer({ storage, defParamCharset: 'utf8', limits }).array('file', maxFiles);
/** For anonymous requests: reads text fields only and drops the files. */
const readTextFields = multer({
  fileFilter: (_req, _file, done) => done(null, false),
  limits: { ...limits, fieldSize: 64_000 },
}).array('file', maxFiles);

/** Reads a form with mails; it must run before the CSRF check, which looks for its token in the body. */
export const mailUpload: RequestHandler = (req, res, next) => {
  if (req.method !== 'POST' || !req.is('multipart/form-data')) return next();
  const read = req.user ? readForm : readTextFields;
  read(req, res, (error: unknown) => {
    if (!error) return next();
    req.tooManyMails = error instanceof multer.MulterError && /^LIMIT_/.test(error.code);
    next(req.tooManyMails ? undefined : new HttpError(400, { cause: error }));
  });
};

function totalBytes({ uploadedMails = [] }: Request): number {
  return uploadedMails.reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0);
}

// Old browsers send the whole path.
function fileName(path: string): string {
  const name = collapseWhitespace(basename(path.replaceAll('\\', '/')).replaceAll('\0', ''));
  return [...name].slice(0, 100).join('') || '?';
}
