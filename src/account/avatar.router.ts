import { Router } from 'express';
import { HttpError } from '../http/errors.ts';
import { flash } from '../http/flash.ts';
import { getDatabase, signedInUser } from '../http/request.ts';
import { urls } from '../urls.ts';
import { findAvatar, removeAvatar, saveAvatar, squareAvatar } from './avatar.service.ts';
import { showProfile } from './profilePage.ts';

/** `/accounts/avatar/`: the avatar of the signed-in user. */
export const avatarRouter = Router();

const avatarSection = () => `${urls.profile()}#avatar`;

avatarRouter.get('/', async (req, res) => {
  const avatar = await findAvatar(getDatabase(req), signedInUser(req).id);
  if (!avatar) throw new HttpError(404);
  // A new avatar has a new hash, so that an address with the hash never changes its content.
  if (req.query['v'] === avatar.hash) res.set('Cache-Control', 'private, max-age=31536000, immutable');
  res.set('ETag', `"${avatar.hash}"`).type('image/webp').send(avatar.bytes);
});

avatarRouter.post('/', async (req, res) => {
  const { id } = signedInUser(req);
  if (req.fileTooLarge) return showProfile(req, res.status(422), { avatarProblem: 'accountLife.avatar.tooLarge' });
  const avatar = req.file && (await squareAvatar(req.file.buffer));
  const avatarProblem = req.file?.size ? 'accountLife.avatar.unreadable' : 'accountLife.avatar.missing';
  if (!avatar) return showProfile(req, res.status(422), { avatarProblem });
  await saveAvatar(getDatabase(req), id, avatar);
  flash(req, 'success', 'accountLife.avatar.saved');
  res.redirect(303, avatarSection());
});

avatarRouter.post('/remove', async (req, res) => {
  await removeAvatar(getDatabase(req), signedInUser(req).id);
  flash(req, 'success', 'accountLife.avatar.removed');
  res.redirect(303, avatarSection());
});
