import { Router } from 'express';
import { setStar } from '../contacts/contactStar.service.ts';
import { flash } from '../http/flash.ts';
import { returnPath } from '../http/forms/returnPath.ts';
import { fragment } from '../http/page.ts';
import { idParam, ownedDb } from '../http/request.ts';
import { undoActions } from '../http/undoAction.ts';
import { type ChangeMessage, changeMessage } from '../tasks/changeMessage.ts';
import { urls } from '../urls.ts';

/** `POST /contacts/:id/star`: what the star does. Scripts (`X-Fragment: star`) get the new star and a message. */
export const contactStarRouter = Router();

interface ChangedLocals {
  contact: { id: number; is_starred: boolean };
  message: ReturnType<typeof changeMessage>;
  /** The list that the contact was opened from. */
  listPath: string | undefined;
}

const changedView = fragment<ChangedLocals>('contactPage/starChanged');

contactStarRouter.post('/:id/star', async (req, res) => {
  const [id, is_starred] = [idParam(req), req.body?.starred === '1'];
  await setStar(ownedDb(req), id, is_starred);
  const page = `${urls.contact(id, { back: returnPath(req) })}#star`;
  const key = is_starred ? 'contacts.flash.starred' : 'contacts.flash.unstarred';
  const message: ChangeMessage = { kind: 'success', key, params: {}, actions: undoActions(req, page) };
  if (req.get('x-fragment') === 'star') {
    return changedView(res, {
      contact: { id, is_starred },
      message: changeMessage(res, message),
      listPath: returnPath(req),
    });
  }
  flash(req, message.kind, message.key, message);
  res.redirect(303, page);
});
