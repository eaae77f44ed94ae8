import { Router } from 'express';
import { audit } from '../audit/audit.service.ts';
import type { MailSettings } from '../config.ts';
import { type FlashKind, flash } from '../http/flash.ts';
import { configOf, databaseOf, signedInUser } from '../http/request.ts';
import type { TextKey } from '../i18n/translate.ts';
import { log } from '../log/log.ts';
import { type Mail, sendMail } from '../mail/mailer.ts';
import { testMail } from '../mail/mails.ts';
import { urls } from '../urls.ts';
import { actOf } from './staff.ts';

/** Sends a mail to whoever asks, so that they see whether SMTP_URL is right before somebody forgets a password. */
export const mailTestRouter = Router();

type Told = [FlashKind, TextKey];

mailTestRouter.post('/', async (req, res) => {
  const user = signedInUser(req);
  const { mail } = configOf(req);
  if (mail && user.email !== '') {
    await audit(databaseOf(req).prisma, { ...actOf(req), action: 'mail_tested' });
    flash(req, ...(await tried(mail, testMail(user))));
  } else flash(req, 'warning', 'admin.flash.mailNoAddress');
  res.redirect(303, urls.admin());
});

function tried(settings: MailSettings, mail: Mail): Promise<Told> {
  return sendMail(settings, mail).then(
    () => ['success', 'admin.flash.mailSent'],
    (error: unknown) => {
      log.warn({ err: error }, 'the test mail was not taken');
      return ['danger', 'admin.flash.mailRefused'];
    },
  );
}
