import { Router } from 'express';
import { HttpError } from '../http/errors.ts';
import { flash } from '../http/flash.ts';
import { databaseOf, signedInUser } from '../http/request.ts';
import { urls } from '../urls.ts';
import { findPicture, removePicture, setPicture, squarePicture } from './avatar.service.ts';
import { showProfile } from './profilePage.ts';

/** `/accounts/avatar/`: the picture of the user who asks, and nobody else's. */
export const avatarRouter = Router();

const part = () => `${urls.profile()}#picture`;

avatarRouter.get('/', async (req, res) => {
  const picture = await findPicture(databaseOf(req), signedInUser(req).id);
  if (!picture) throw new HttpError(404);
  // Another picture has another address; asked for without its hash, it is asked for anew each time.
  const lasting = req.query['v'] === picture.hash;
  if (lasting) res.set('Cache-Control', 'private, max-age=31536000, immutable');
  res.set('ETag', `"${picture.hash}"`).type('image/webp').send(picture.bytes);
});

avatarRouter.post('/', async (req, res) => {
  const { id } = signedInUser(req);
  if (req.fileTooLarge) return showProfile(req, res.status(422), { pictureProblem: 'accountLife.picture.tooLarge' });
  const picture = req.file && (await squarePicture(req.file.buffer));
  const pictureProblem = req.file?.size ? 'accountLife.picture.unreadable' : 'accountLife.picture.missing';
  if (!picture) return showProfile(req, res.status(422), { pictureProblem });
  await setPicture(databaseOf(req), id, picture);
  flash(req, 'success', 'accountLife.picture.saved');
  res.redirect(303, part());
});

avatarRouter.post('/remove', async (req, res) => {
  await removePicture(databaseOf(req), signedInUser(req).id);
  flash(req, 'success', 'accountLife.picture.removed');
  res.redirect(303, part());
});
