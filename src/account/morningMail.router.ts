import { Router } from 'express';
import { consumeRateLimit } from '../db/rateLimit.ts';
import { flash } from '../http/flash.ts';
import { currentMoment, getConfig, getDatabase, ownedDb, signedInUser } from '../http/request.ts';
import { log } from '../log/log.ts';
import { sendMail } from '../mail/mailer.ts';
import { failureFields } from '../mail/sendFailure.ts';
import { readMorningContents } from '../morningMail/contents.service.ts';
import { morningMail } from '../morningMail/morningMail.ts';
import { morningMailHours } from '../morningMail/morningMailHours.ts';
import { setMorningMailHour } from '../morningMail/settings.service.ts';
import { urls } from '../urls.ts';
import { oneOf } from '../validation/queryFields.ts';

/** `/accounts/morning-mail`: when the morning mail is sent, and a test. */
export const morningMailRouter = Router();

const testLimit = { name: 'morning-mail-tests', points: 5, seconds: 3600 };

// After an error the browser's address is that of the POST; reloading it must not be a 404.
morningMailRouter.get(['/', '/test'], (_req, res) => res.redirect(303, urls.morningMailSettings()));

morningMailRouter.post('/', async (req, res) => {
  const hour = oneOf(morningMailHours).parse(req.body?.hour);
  await setMorningMailHour(getDatabase(req), signedInUser(req).id, hour === undefined ? null : Number(hour));
  if (hour === undefined) flash(req, 'success', 'morningMail.flash.off');
  else flash(req, 'success', 'morningMail.flash.on', { params: { time: `${hour}:00` } });
  res.redirect(303, urls.morningMailSettings());
});

morningMailRouter.post('/test', async (req, res) => {
  const [user, config] = [signedInUser(req), getConfig(req)];
  const { mail } = config;
  if (!mail || user.email === '') flash(req, 'warning', 'morningMail.noAddress');
  else if ((await consumeRateLimit(getDatabase(req).pool, testLimit, String(user.id))) > 0)
    flash(req, 'warning', 'morningMail.flash.tooOften');
  else {
    const moment = currentMoment(req);
    const source = { ...config, renderView: req.app.renderView };
    const contents = await readMorningContents(ownedDb(req), moment);
    const sent = await sendMail(mail, morningMail(contents, user, moment, source)).then(() => true, refused);
    const { email } = user;
    if (sent) flash(req, 'success', 'morningMail.flash.sent', { params: { email } });
    else flash(req, 'danger', 'morningMail.flash.refused');
  }
  res.redirect(303, urls.morningMailSettings());
});

function refused(error: unknown): boolean {
  log.warn(failureFields(error), 'the mail server refused a test of the morning mail');
  return false;
}
