import { type Request, type Response, Router } from 'express';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import { currentMoment, getConfig, idParam, ownedDb } from '../http/request.ts';
import { findFeedEntry, findFeedTask } from './feedContents.service.ts';
import { type EventContext, entryEvent, taskEvent } from './feedEvents.ts';
import { type CalendarEvent, icalendar } from './icalendar.ts';

/** A single task or entry as a file for one's own calendar, with its details. */
export const eventDownloadRouter = Router();

eventDownloadRouter.get('/tasks/:id/event', async (req, res) => {
  const id = idParam(req);
  const task = await findFeedTask(ownedDb(req), id);
  if (!task) throw new RowNotFoundError();
  sendEvent(res, `task-${id}`, taskEvent(task, contextOf(req, res)));
});

eventDownloadRouter.get('/interactions/:id/event', async (req, res) => {
  const id = idParam(req);
  const entry = await findFeedEntry(ownedDb(req), id);
  if (!entry) throw new RowNotFoundError();
  sendEvent(res, `${entry.interaction_type}-${id}`, entryEvent(entry, contextOf(req, res)));
});

function contextOf(req: Request, res: Response): EventContext {
  const { timeZone } = currentMoment(req);
  return { t: res.locals.t, timeZone, origin: getConfig(req).publicUrl, userId: ownedDb(req).userId, details: true };
}

function sendEvent(res: Response, name: string, event: CalendarEvent): void {
  res
    .attachment(`${name}.ics`)
    .type('text/calendar')
    .send(icalendar([event]));
}
