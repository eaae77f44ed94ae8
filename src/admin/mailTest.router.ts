import { Router } from 'express';
import { audit } from '../audit/audit.service.ts';
import { type FlashKind, flash } from '../http/flash.ts';
import { getConfig, getDatabase, signedInUser } from '../http/request.ts';
import type { TextKey } from '../i18n/translate.ts';
import { log } from '../log/log.ts';
import { type Mail, sendMail } from '../mail/mailer.ts';
import { testMail } from '../mail/mails.ts';
import type { MailSettings } from '../mailSettings.ts';
import { urls } from '../urls.ts';
import { auditContext } from './staff.ts';

/** `/admin/mail-test`: sends a test mail to the administrator. */
export const mailTestRouter = Router();

type FlashMessage = [FlashKind, TextKey];

mailTestRouter.post('/', async (req, res) => {
  const user = signedInUser(req);
  const { mail } = getConfig(req);
  if (mail && user.email !== '') {
    await audit(getDatabase(req).prisma, { ...auditContext(req), action: 'mail_tested' });
    flash(req, ...(await trySending(mail, testMail(user))));
  } else flash(req, 'warning', 'admin.flash.mailNoAddress');
  res.redirect(303, urls.admin());
});

function trySending(settings: MailSettings, mail: Mail): Promise<FlashMessage> {
  return sendMail(settings, mail).then(
    () => ['success', 'admin.flash.mailSent'],
    (error: unknown) => {
      log.warn({ err: error }, 'the mail server refused the test mail');
      return ['danger', 'admin.flash.mailRefused'];
    },
  );
}
