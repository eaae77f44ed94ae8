import multer, { MulterError } from 'multer';
import { uploadForm } from '../http/forms/upload.ts';

const maxAvatarBytes = 5 * 1024 * 1024;

const read = multer({
  storage: multer.memoryStorage(),
  limits: { fileSize: maxAvatarBytes, files: 1, fields: 5, fieldSize: 4096, parts: 6 },
}).single('avatar');

/** Parses the avatar form; only for signed-in users. */
export const avatarUpload = uploadForm({
  read,
  note: (req, error) => (req.fileTooLarge = error instanceof MulterError && error.code === 'LIMIT_FILE_SIZE'),
});
