import { basename } from 'node:path';
import type { Request, RequestHandler } from 'express';
import { collapseWhitespace } from '../../validation/formFields.ts';
import { HttpError } from '../errors.ts';

declare global {
  namespace Express {
    interface Request {
      /** The uploaded file was too large and has been dropped. */
      fileTooLarge?: boolean;
    }
  }
}

interface UploadForm {
  read: RequestHandler;
  /** For anonymous requests: reads text fields and drops files, so that strangers cannot fill the memory. */
  readTextFields?: RequestHandler;
  /** Stores on the request what the page says about an error. Returns false for an error that becomes a 400. */
  note: (req: Request, error: unknown) => boolean;
}

/** Reads a form with files; it must run before the CSRF check, which looks for its token in the body. */
export function uploadForm({ read, readTextFields, note }: UploadForm): RequestHandler {
  return (req, res, next) => {
    const reader = req.user ? read : readTextFields;
    if (req.method !== 'POST' || !req.is('multipart/form-data') || !reader) return next();
    reader(req, res, (error: unknown) =>
      next(!error || note(req, error) ? undefined : new HttpError(400, { cause: error })),
    );
  };
}

/** The name of an uploaded file; old browsers send the whole path. */
export function uploadedName(path: string, maxLength = 200): string {
  const name = collapseWhitespace(basename(path.replaceAll('\\', '/')).replaceAll('\0', ''));
  return [...name].slice(0, maxLength).join('') || '?';
}
