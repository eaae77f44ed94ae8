import compression from 'compression';
import { type Request, Router } from 'express';
import { networkPrefix } from '../core/networkPrefix.ts';
import { sha256 } from '../core/sha256.ts';
import { ownedBy } from '../db/owned.ts';
import { clientAddress } from '../http/clientAddress.ts';
import { HttpError } from '../http/errors.ts';
import { limitFeeds } from '../http/rateLimits.ts';
import { currentTime, getConfig, getDatabase } from '../http/request.ts';
import { momentIn } from '../i18n/dates.ts';
import { knownTimeZone } from '../i18n/locale.ts';
import { translator } from '../i18n/translate.ts';
import { findFeed, type OpenFeed } from './feed.service.ts';
import { feedText } from './feedText.ts';

/**
 * `/feed/7-….ics`: the calendar for other programs. It is mounted before sessions, so that it neither reads nor sets a
 * cookie; the log has the route only.
 */
export const feedRouter = Router();

feedRouter.get('/feed/:token.ics', compression(), async (req, res) => {
  res.set('Referrer-Policy', 'no-referrer');
  await limitFeeds(req, networkPrefix(clientAddress(req)));
  const feed = await findFeed(getDatabase(req), String(req.params['token']));
  if (!feed) throw new HttpError(404);
  const text = await readFeed(req, feed);
  res.set({
    'Content-Type': 'text/calendar; charset=utf-8',
    'Content-Disposition': 'inline; filename="mini-crm.ics"',
    'Cache-Control': 'private, no-cache',
    'X-Robots-Tag': 'noindex',
    ETag: `W/"${sha256(text)}"`,
  });
  // Answers 304 to a program that has this text.
  res.send(text);
});

function readFeed(req: Request, feed: OpenFeed): Promise<string> {
  const timeZone = knownTimeZone(feed.time_zone) ?? 'UTC';
  const [database, t, userId] = [getDatabase(req), translator(feed.locale), feed.user_id];
  const context = { t, timeZone, userId, origin: getConfig(req).publicUrl, details: feed.details };
  return feedText(ownedBy(database, userId), feed, momentIn(timeZone, currentTime(req)), context);
}
