import type { RequestHandler } from 'express';
import multer, { MulterError } from 'multer';
import { HttpError } from '../http/errors.ts';

declare global {
  namespace Express {
    interface Request {
      /** The uploaded file was larger than it may be, and is not there. */
      fileTooLarge?: boolean;
    }
  }
}

const largestPicture = 5 * 1024 * 1024;

const upload = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: largestPicture, files: 1, fields: 5, fieldSize: 4096, parts: 6 },
}).single('avatar');

/**
 * Reads a form with a picture: before the CSRF check, which looks for its token in the body, and for a signed-in user only,
 * so that nobody else can fill the memory. A file that is too large is the form's to tell; other faults no browser makes.
 */
export const pictureUpload: RequestHandler = (req, res, next) => {
  if (req.method !== 'POST' || !req.user) return next();
  upload(req, res, (error: unknown) => {
    if (!error) return next();
    req.fileTooLarge = error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE';
    next(req.fileTooLarge ? undefined : new HttpError(400, { cause: error }));
  });
};
