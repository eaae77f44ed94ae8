import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import type { Request, RequestHandler } from 'express';
import multer, { MulterError } from 'multer';
import { temporaryName } from '../core/temporaryFiles.ts';
import { uploadedName, uploadForm } from '../http/forms/upload.ts';
import { maxFileBytes } from './fileLimits.ts';

const limits = { files: 1, fields: 5, parts: 6, fileSize: maxFileBytes, fieldSize: 4_096 };

const storage = multer.diskStorage({
  destination: tmpdir(),
  filename: (_req, _file, done) => done(null, temporaryName()),
});

const readForm = uploadForm({
  read: multer({ storage, defParamCharset: 'utf8', limits }).single('file'),
  readTextFields: multer({ fileFilter: (_req, _file, done) => done(null, false), limits }).single('file'),
  note: (req, error) => (req.fileTooLarge = error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE'),
});

/** Writes an uploaded file to disk, and removes it after the request unless a handler took it with takeUpload(). */
export const accountUpload: RequestHandler = (req, res, next) => {
  res.once('close', () => {
    const left = takeUpload(req);
    if (left) void removeUpload(left.path);
  });
  readForm(req, res, next);
};

interface Upload {
  path: string;
  name: string;
  size: number;
}

/** Hands the file over: the caller must remove it. Otherwise it is removed after the request. */
export function takeUpload(req: Request): Upload | undefined {
  const { file } = req;
  delete req.file;
  return file?.path ? { path: file.path, name: uploadedName(file.originalname), size: file.size } : undefined;
}

export async function removeUpload(path: string): Promise<void> {
  await rm(path, { force: true });
}
