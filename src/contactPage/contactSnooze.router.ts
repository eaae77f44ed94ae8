import { Router } from 'express';
import { getContact } from '../contacts/contacts.service.ts';
import { flash } from '../http/flash.ts';
import { returnPath } from '../http/forms/returnPath.ts';
import { currentMoment, idParam, ownedDb } from '../http/request.ts';
import { undoActions } from '../http/undoAction.ts';
import { snoozedUntil } from '../keepInTouch/snooze.schema.ts';
import { snoozeContact } from '../keepInTouch/snooze.service.ts';
import { urls } from '../urls.ts';

/** `POST /contacts/:id/snooze`: silences the reminder about a contact until a date. */
export const contactSnoozeRouter = Router();

contactSnoozeRouter.post('/:id/snooze', async (req, res) => {
  const [db, { today }] = [ownedDb(req), currentMoment(req)];
  const { id } = await getContact(db, idParam(req));
  const back = returnPath(req) ?? urls.contact(id);
  const until = snoozedUntil(req.body, today);
  if (until === undefined) {
    flash(req, 'danger', 'keepInTouch.error.date');
    return res.redirect(303, back);
  }
  await snoozeContact(db, id, until);
  const actions = undoActions(req, back);
  if (until === null) flash(req, 'success', 'keepInTouch.flash.woken', { actions });
  else {
    const params = { date: res.locals.format.shortDate(until, today) };
    flash(req, 'success', 'keepInTouch.flash.snoozed', { params, actions });
  }
  res.redirect(303, back);
});
