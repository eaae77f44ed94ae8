import { type Request, type Response, Router } from 'express';
import { flash } from '../http/flash.ts';
import { page } from '../http/page.ts';
import { databaseOf, nowOf, signedInUser } from '../http/request.ts';
import { urls } from '../urls.ts';
import { confirmEmailChange, findEmailChange } from './emailChange.service.ts';
import { tellOldAddress } from './requestEmailChange.ts';

const view = page<{ email: string; token: string }>('accounts/emailConfirm');

/** `/accounts/email/?token=`: opened from the mail to a new address, by the user it was asked for. */
export const emailConfirmRouter = Router();

// Opening the page uses nothing up: mail programs look at links before people do.
emailConfirmRouter.get('/', async (req, res) => {
  const token = textOf(req.query['token']);
  const email = await findEmailChange(databaseOf(req), signedInUser(req).id, token, nowOf(req));
  if (email === undefined) return spent(req, res);
  view(res, { title: res.locals['t']('accountLife.email.title'), section: 'account', email, token });
});

emailConfirmRouter.post('/', async (req, res) => {
  const email = await confirmEmailChange(databaseOf(req), signedInUser(req), textOf(req.body.token), nowOf(req));
  if (email === undefined) return spent(req, res);
  tellOldAddress(req, email);
  flash(req, 'success', 'accountLife.email.changed');
  res.redirect(303, urls.profile());
});

/** A link that was used, or is of somebody else or too old: said on the profile, where a new one is to be had. */
function spent(req: Request, res: Response): void {
  flash(req, 'warning', 'accountLife.email.spent');
  res.redirect(303, urls.profile());
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.slice(0, 100) : '';
}
