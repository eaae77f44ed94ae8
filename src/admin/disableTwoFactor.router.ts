import { type Request, type Response, Router } from 'express';
import { inBackground } from '../http/background.ts';
import { flash } from '../http/flash.ts';
import { formFor } from '../http/forms/formFor.ts';
import { page } from '../http/page.ts';
import { getConfig, getDatabase, idParam, signedInUser } from '../http/request.ts';
import { sendMail } from '../mail/mailer.ts';
import { type Recipient, twoFactorOffMail } from '../mail/mails.ts';
import { urls } from '../urls.ts';
import { checkPassword } from '../users/checkPassword.ts';
import { disableLostTwoFactor } from '../users/disableTwoFactor.service.ts';
import type { RetryAfterText } from '../users/retryAfter.ts';
import { hasTwoFactor } from '../users/twoFactor.service.ts';
import { type PasswordConfirmationForm, PasswordConfirmationSchema } from '../users/users.schema.ts';
import { parseForm, withError } from '../validation/form.ts';
import { auditContext } from './staff.ts';
import { type CountedUser, getUser } from './users.service.ts';

const confirmationView = page<{
  account: CountedUser;
  form: PasswordConfirmationForm;
  retryAfter: RetryAfterText | undefined;
}>('admin/disableTwoFactor');

/** `/admin/users/<id>/two-factor-off`: for users who lost the phone; asks for the administrator's own password. */
export const disableTwoFactorRouter = Router();

disableTwoFactorRouter.get('/:id/two-factor-off', (req, res) =>
  showConfirmation(req, res, formFor(PasswordConfirmationSchema)),
);

disableTwoFactorRouter.post('/:id/two-factor-off', async (req, res) => {
  const { id } = await getUser(getDatabase(req), idParam(req));
  if (id === signedInUser(req).id) return res.redirect(303, urls.twoFactor());
  const parsed = parseForm(PasswordConfirmationSchema, req.body);
  if (!parsed.ok) return showConfirmation(req, res.status(422), parsed.form);
  const checked = await checkPassword(req, res, parsed.data.password);
  if (checked.retryAfter) return showConfirmation(req, res, parsed.form, checked.retryAfter);
  const wrongPassword = withError(parsed.form, 'password', { key: 'accounts.password.wrong' });
  if (!checked.correct) return showConfirmation(req, res.status(422), wrongPassword);
  const recipient = await disableLostTwoFactor(getDatabase(req), id, auditContext(req));
  if (recipient) notifyOwner(req, recipient);
  flash(
    req,
    recipient ? 'success' : 'info',
    recipient ? 'admin.flash.twoFactorDisabled' : 'admin.flash.twoFactorNotEnabled',
  );
  res.redirect(303, urls.adminUser(id));
});

/** Lets the owner notice it if they did not ask for it. */
function notifyOwner(req: Request, recipient: Recipient): void {
  const { mail } = getConfig(req);
  if (mail && recipient.email !== '')
    inBackground('mail that two-factor sign-in is off', () => sendMail(mail, twoFactorOffMail(recipient)));
}

/** Administrators disable their own two-factor sign-in on the profile page. */
async function showConfirmation(
  req: Request,
  res: Response,
  form: PasswordConfirmationForm,
  retryAfter?: RetryAfterText,
): Promise<void> {
  const account = await getUser(getDatabase(req), idParam(req));
  if (account.id === signedInUser(req).id) return res.redirect(303, urls.twoFactor());
  if (!(await hasTwoFactor(getDatabase(req), account.id))) return res.redirect(303, urls.adminUser(account.id));
  const title = res.locals.t('admin.disableTwoFactor.title');
  confirmationView(res, { title, section: 'admin', account, form: { ...form, values: { password: '' } }, retryAfter });
}
