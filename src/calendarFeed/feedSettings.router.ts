import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { flash } from '../http/flash.ts';
import { formFor } from '../http/forms/formFor.ts';
import { page } from '../http/page.ts';
import { currentTime, getConfig, ownedDb } from '../http/request.ts';
import { noStore } from '../http/security.ts';
import type { TextKey } from '../i18n/translate.ts';
import { urls } from '../urls.ts';
import { type Form, parseForm } from '../validation/form.ts';
import { checkbox, isParsed } from '../validation/formFields.ts';
import { findOwnFeed, renewFeed, type SavedFeed, saveFeed, stopFeed } from './feed.service.ts';

/** `/calendar/feed/`: the secret address of one's calendar, and what it holds. */
export const feedSettingsRouter = Router();

const FeedSchema = z
  .object({ tasks: checkbox, meetings: checkbox, birthdays: checkbox, details: checkbox })
  .refine(({ tasks, meetings, birthdays }) => tasks || meetings || birthdays, {
    path: ['tasks'],
    message: 'calendar.feed.nothingChosen',
    when: isParsed,
  });

interface SettingsLocals {
  form: Form<typeof FeedSchema>;
  feed: SavedFeed | undefined;
  /** The whole address; undefined without a feed, or when it cannot be shown. */
  address: string | undefined;
  /** The feed can be read from this computer only. */
  isLocal: boolean;
}

const settingsView = page<SettingsLocals>('calendar/feed');
const confirmView = page<{ act: 'renew' | 'stop'; action: string }>('calendar/feedConfirm');

const newFeed = { tasks: true, meetings: true, birthdays: true, details: false };

feedSettingsRouter.use('/feed', noStore);

feedSettingsRouter.get('/feed', (req, res) => showSettings(req, res));

feedSettingsRouter.post('/feed', async (req, res) => {
  const parsed = parseForm(FeedSchema, req.body);
  if (!parsed.ok) return showSettings(req, res.status(422), parsed.form);
  const { isNew } = await saveFeed(ownedDb(req), getConfig(req).secretKeys, parsed.data, currentTime(req));
  done(req, res, isNew ? 'calendar.feed.ready' : 'calendar.feed.saved');
});

feedSettingsRouter.get('/feed/renew', (_req, res) => showConfirm(res, 'renew', urls.calendarFeedRenew()));

feedSettingsRouter.post('/feed/renew', async (req, res) => {
  await renewFeed(ownedDb(req), getConfig(req).secretKeys, currentTime(req));
  done(req, res, 'calendar.feed.renewed');
});

feedSettingsRouter.get('/feed/stop', (_req, res) => showConfirm(res, 'stop', urls.calendarFeedStop()));

feedSettingsRouter.post('/feed/stop', async (req, res) => {
  await stopFeed(ownedDb(req));
  done(req, res, 'calendar.feed.stopped');
});

function done(req: Request, res: Response, message: TextKey): void {
  flash(req, 'success', message);
  res.redirect(303, urls.calendarFeed());
}

async function showSettings(req: Request, res: Response, typed?: SettingsLocals['form']): Promise<void> {
  const { secretKeys, publicUrl } = getConfig(req);
  const feed = await findOwnFeed(ownedDb(req), secretKeys);
  const form = typed ?? formFor(FeedSchema, checkboxValues(feed ?? newFeed));
  const address = feed?.address && publicUrl + urls.feed(feed.address);
  const isLocal = /^(localhost|127\..*|\[::1\])$/.test(new URL(publicUrl).hostname);
  settingsView(res, { title: res.locals.t('calendar.feed.title'), section: 'calendar', form, feed, address, isLocal });
}

/** In the form in which a browser sends checkboxes. */
function checkboxValues({ tasks, meetings, birthdays, details }: typeof newFeed) {
  const value = (isOn: boolean) => (isOn ? 'on' : '');
  return { tasks: value(tasks), meetings: value(meetings), birthdays: value(birthdays), details: value(details) };
}

function showConfirm(res: Response, act: 'renew' | 'stop', action: string): void {
  confirmView(res, { title: res.locals.t(`calendar.feed.${act}.title`), section: 'calendar', act, action });
}
