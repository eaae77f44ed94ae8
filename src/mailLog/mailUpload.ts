import type { Request } from 'express';
import multer, { type StorageEngine } from 'multer';
import { uploadedName, uploadForm } from '../http/forms/upload.ts';

export const maxFiles = 20;
export const maxFileMegabytes = 30;
const maxFileBytes = maxFileMegabytes * 1_000_000;
/** All files of a form together: they stay in memory until they are read. */
const maxTotalBytes = 60_000_000;
const maxPastedBytes = 1_000_000;

/** An uploaded file; `bytes` is undefined when it is too large. */
interface UploadedMail {
  name: string;
  bytes: Uint8Array | undefined;
}

declare global {
  namespace Express {
    interface Request {
      uploadedMails?: UploadedMail[];
      /** Whether there were more files, or more pasted text, than are read at once. */
      tooManyMails?: boolean;
    }
  }
}

/** Holds files in memory up to the limits. A file that is too large is dropped, and the others are still read. */
const storage: StorageEngine = {
  _handleFile(req, file, done) {
    req.uploadedMails ??= [];
    const mail: UploadedMail = { name: uploadedName(file.originalname, 100), bytes: undefined };
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

/** Reads a form with mails. */
export const mailUpload = uploadForm({
  read: multer({ storage, defParamCharset: 'utf8', limits }).array('file', maxFiles),
  readTextFields: multer({
    fileFilter: (_req, _file, done) => done(null, false),
    limits: { ...limits, fieldSize: 64_000 },
  }).array('file', maxFiles),
  note: (req, error) => (req.tooManyMails = error instanceof multer.MulterError && /^LIMIT_/.test(error.code)),
});

function totalBytes({ uploadedMails = [] }: Request): number {
  return uploadedMails.reduce((sum, { bytes }) => sum + (bytes?.length ?? 0), 0);
}
