import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { ContactRow } from '../contacts/contactRow.ts';
import { changeStatus, type StatusChange } from '../contacts/contactStatus.service.ts';
import { contactStatuses } from '../contacts/contacts.schema.ts';
import { getContact } from '../contacts/contacts.service.ts';
import { flash } from '../http/flash.ts';
import { returnPath } from '../http/forms/returnPath.ts';
import { fragment } from '../http/page.ts';
import { idParam, ownedDb } from '../http/request.ts';
import { undoActions } from '../http/undoAction.ts';
import { type ChangeMessage, changeMessage } from '../tasks/changeMessage.ts';
import { urls } from '../urls.ts';
import { oneOf } from '../validation/queryFields.ts';

/**
 * `POST /contacts/:id/status`: what the status menu does. Scripts (`X-Fragment: status`) get the new menu and a
 * message.
 */
export const contactStatusRouter = Router();

const StatusSchema = z.object({ status: z.enum(contactStatuses), from: oneOf(contactStatuses) });

interface ChangedLocals {
  contact: ContactRow;
  message: ReturnType<typeof changeMessage>;
  /** The list that the contact was opened from. */
  listPath: string | undefined;
}

const changedView = fragment<ChangedLocals>('contactPage/statusChanged');

contactStatusRouter.post('/:id/status', async (req, res) => {
  const [db, id] = [ownedDb(req), idParam(req)];
  const parsed = StatusSchema.safeParse(req.body ?? {});
  const change = parsed.success
    ? await changeStatus(db, id, { from: parsed.data.from, to: parsed.data.status })
    : 'invalid';
  const contact = await getContact(db, id);
  const message = statusMessage(req, res, contact, change);
  if (req.get('x-fragment') === 'status') {
    const locals = { contact, message: changeMessage(res, message), listPath: returnPath(req) };
    return changedView(res.status(change === 'invalid' ? 422 : 200), locals);
  }
  flash(req, message.kind, message.key, message);
  res.redirect(303, menuPath(req, id));
});

function statusMessage(
  req: Request,
  res: Response,
  { id, status }: ContactRow,
  change: StatusChange | 'invalid',
): ChangeMessage {
  const params = { status: res.locals.t(`common.status.${status}`) };
  if (change === 'invalid') return { kind: 'danger', key: 'contacts.flash.statusUnknown', params, actions: [] };
  if (change === 'conflict') return { kind: 'warning', key: 'contacts.flash.statusConflict', params, actions: [] };
  return { kind: 'success', key: 'contacts.flash.statusChanged', params, actions: undoActions(req, menuPath(req, id)) };
}

/** Without scripts, the browser focuses the menu again. */
function menuPath(req: Request, id: number): string {
  return `${urls.contact(id, { back: returnPath(req) })}#status`;
}
