import { type Request, type Response, Router } from 'express';
import { flash } from '../http/flash.ts';
import { formFor, parseForm, withError } from '../http/forms/form.ts';
import { page } from '../http/page.ts';
import { configOf, databaseOf, idParam, signedInUser } from '../http/request.ts';
import { inBackground } from '../mail/background.ts';
import { sendMail } from '../mail/mailer.ts';
import { type Reader, twoFactorOffMail } from '../mail/mails.ts';
import { urls } from '../urls.ts';
import { checkPassword } from '../users/checkPassword.ts';
import { switchOffTwoFactor } from '../users/disableTwoFactor.service.ts';
import type { Wait } from '../users/retryAfter.ts';
import { hasTwoFactor } from '../users/twoFactor.service.ts';
import { type PasswordAgainForm, PasswordAgainSchema } from '../users/users.schema.ts';
import { actOf } from './staff.ts';
import { type CountedUser, getUser } from './users.service.ts';

const view = page<{ account: CountedUser; form: PasswordAgainForm; wait: Wait | undefined }>('admin/twoFactorOff');

/** `/admin/users/<id>/two-factor-off`: lets somebody in again who lost the phone; asks for the administrator's own password. */
export const twoFactorOffRouter = Router();

twoFactorOffRouter.get('/:id/two-factor-off', (req, res) => show(req, res, formFor(PasswordAgainSchema)));

twoFactorOffRouter.post('/:id/two-factor-off', async (req, res) => {
  const { id } = await getUser(databaseOf(req), idParam(req));
  if (id === signedInUser(req).id) return res.redirect(303, urls.twoFactor());
  const parsed = parseForm(PasswordAgainSchema, req.body);
  if (!parsed.ok) return show(req, res.status(422), parsed.form);
  const checked = await checkPassword(req, res, parsed.data.password);
  if (checked.wait) return show(req, res, parsed.form, checked.wait);
  const wrong = withError(parsed.form, 'password', { key: 'accounts.password.wrong' });
  if (!checked.right) return show(req, res.status(422), wrong);
  const reader = await switchOffTwoFactor(databaseOf(req), id, actOf(req));
  if (reader) tell(req, reader);
  flash(req, reader ? 'success' : 'info', reader ? 'admin.flash.twoFactorOff' : 'admin.flash.twoFactorNone');
  res.redirect(303, urls.adminUser(id));
});

/** So that a user whom nobody asked for it notices. */
function tell(req: Request, reader: Reader): void {
  const { mail } = configOf(req);
  if (mail && reader.email !== '')
    inBackground('mail that two-factor sign-in is off', () => sendMail(mail, twoFactorOffMail(reader)));
}

/** One's own is switched off on the profile. */
async function show(req: Request, res: Response, form: PasswordAgainForm, wait?: Wait): Promise<void> {
  const account = await getUser(databaseOf(req), idParam(req));
  if (account.id === signedInUser(req).id) return res.redirect(303, urls.twoFactor());
  if (!(await hasTwoFactor(databaseOf(req), account.id))) return res.redirect(303, urls.adminUser(account.id));
  const title = res.locals['t']('admin.twoFactorOff.title');
  view(res, { title, section: 'admin', account, form: { ...form, values: { password: '' } }, wait });
}
