import type { RequestHandler } from 'express';
import multer, { MulterError } from 'multer';
import { HttpError } from '../http/errors.ts';

declare global {
  namespace Express {
    interface Request {
      /** The uploaded file was too large and has been dropped. */
      fileTooLarge?: boolean;
    }
  }
}

const maxAvatarBytes = 5 * 1024 * 1024;

const upload = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: maxAvatarBytes, files: 1, fields: 5, fieldSize: 4096, parts: 6 },
}).single('avatar');

/**
 * Parses the avatar form. Runs before the CSRF check, which needs the token in the body, and only for signed-in users, so that
 * nobody else can fill the memory. Sets `fileTooLarge` for the form; any other error is a 400.
 */
export const avatarUpload: RequestHandler = (req, res, next) => {
  if (req.method !== 'POST' || !req.user) return next();
  upload(req, res, (error: unknown) => {
    if (!error) return next();
    req.fileTooLarge = error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE';
    next(req.fileTooLarge ? undefined : new HttpError(400, { cause: error }));
  });
};
