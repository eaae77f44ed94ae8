import { type Request, type Response, Router } from 'express';
import { flash } from '../http/flash.ts';
import { page } from '../http/page.ts';
import { currentTime, getDatabase, signedInUser } from '../http/request.ts';
import { noStore } from '../http/security.ts';
import { urls } from '../urls.ts';
import { confirmEmailChange, findEmailChange, findPendingEmail } from '../users/emailChange.service.ts';
import { notifyOldAddress, requestEmailChange } from '../users/requestEmailChange.ts';

const confirmView = page<{ email: string; token: string }>('accounts/emailConfirm');

/** `/accounts/email/?token=`: the link in the mail to a new address. */
export const emailConfirmRouter = Router();

emailConfirmRouter.use(noStore);

// Opening the page does not consume the link: mail programs open links before people do.
emailConfirmRouter.get('/', async (req, res) => {
  const token = tokenText(req.query['token']);
  const email = await findEmailChange(getDatabase(req), signedInUser(req).id, token, currentTime(req));
  if (email === undefined) return redirectInvalidLink(req, res);
  confirmView(res, { title: res.locals.t('accountLife.email.title'), section: 'account', email, token });
});

emailConfirmRouter.post('/', async (req, res) => {
  const email = await confirmEmailChange(
    getDatabase(req),
    signedInUser(req),
    tokenText(req.body.token),
    currentTime(req),
  );
  if (email === undefined) return redirectInvalidLink(req, res);
  notifyOldAddress(req, email);
  flash(req, 'success', 'accountLife.email.changed');
  res.redirect(303, urls.profile());
});

emailConfirmRouter.post('/send', async (req, res) => {
  const email = await findPendingEmail(getDatabase(req), signedInUser(req).id, currentTime(req));
  const outcome = email === '' ? 'immediate' : await requestEmailChange(req, email);
  if (outcome === 'immediate') return redirectInvalidLink(req, res);
  if (outcome === 'pending') flash(req, 'info', 'accountLife.email.sent', { params: { email } });
  else flash(req, 'warning', 'accountLife.email.tooOften');
  res.redirect(303, urls.profile());
});

/** To the profile, where a new link can be requested. */
function redirectInvalidLink(req: Request, res: Response): void {
  flash(req, 'warning', 'accountLife.email.linkInvalid');
  res.redirect(303, urls.profile());
}

function tokenText(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 100) : '';
}
