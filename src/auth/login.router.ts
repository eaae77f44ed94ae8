import { type Response, Router } from 'express';
import { localPath } from '../core/paths.ts';
import { clientAddress } from '../http/clientAddress.ts';
import { formFor } from '../http/forms/formFor.ts';
import { page } from '../http/page.ts';
import { getDatabase } from '../http/request.ts';
import { urls } from '../urls.ts';
import { signInOptions } from '../users/passkeyCeremony.ts';
import { type RetryAfterText, retryAfterText } from '../users/retryAfter.ts';
import { signInLimits } from '../users/signInLimits.ts';
import { logSignIn } from '../users/signInLog.ts';
import { hasTwoFactor } from '../users/twoFactor.service.ts';
import { findSignInUsername } from '../users/usernames.service.ts';
import { LoginSchema } from '../users/users.schema.ts';
import { adoptLocaleSettings } from '../users/users.service.ts';
import { type Form, parseForm, withError } from '../validation/form.ts';
import { finishSignIn } from './finishSignIn.ts';
import { guestsOnly } from './guestsOnly.ts';
import { passkeySignInRouter } from './passkeySignIn.router.ts';
import { authenticate } from './passport.ts';
import { startPendingSignIn } from './pendingSignIn.ts';
import { twoFactorCodeRouter } from './twoFactorCode.router.ts';
import { visitorLocale } from './visitorLocale.ts';

interface LoginLocals {
  form: Form<typeof LoginSchema>;
  retryAfter: RetryAfterText | undefined;
  /** Another page was requested first: the view explains why it is not shown. */
  redirected: boolean;
  /** A form was sent without a session: the view says that nothing is lost. */
  hasDraft: boolean;
  passkeyOptions: object;
}

const loginPage = page<LoginLocals>('accounts/login');

export const loginRouter = Router();

loginRouter.use(guestsOnly);
loginRouter.use('/code', twoFactorCodeRouter);
loginRouter.use('/passkey', passkeySignInRouter);

loginRouter.get('/', async (req, res) => {
  await showLogin(res, formFor(LoginSchema, { next: localPath(req.query['next']) }));
});

loginRouter.post('/', async (req, res) => {
  const parsed = parseForm(LoginSchema, req.body);
  if (!parsed.ok) return showLogin(res.status(422), parsed.form);
  const username = await findSignInUsername(getDatabase(req), parsed.data.username);
  const attempt = { username, address: clientAddress(req) };
  const limits = signInLimits(getDatabase(req).pool);
  const seconds = await limits.consume(attempt);
  if (seconds > 0) {
    logSignIn(req, username, 'password', 'rate_limited');
    return showLogin(res.status(429).set('Retry-After', String(seconds)), parsed.form, retryAfterText(seconds));
  }
  const user = await authenticate(req, res, username);
  logSignIn(req, username, 'password', user ? 'correct' : 'wrong');
  if (!user) return showLogin(res.status(422), withError(parsed.form, 'password', { key: 'accounts.login.wrong' }));
  await limits.reset(attempt);
  await adoptLocaleSettings(getDatabase(req), user.id, visitorLocale(res, parsed.data.time_zone));
  if (!(await hasTwoFactor(getDatabase(req), user.id))) return finishSignIn(req, res, user, parsed.data.next);
  startPendingSignIn(req, res, user, parsed.data.next);
  res.redirect(303, urls.loginCode());
});

async function showLogin(res: Response, form: Form<typeof LoginSchema>, retryAfter?: RetryAfterText): Promise<void> {
  const title = res.locals.t('accounts.login.title');
  const values = { ...form.values, password: '', next: localPath(form.values.next) ?? '' };
  const hasDraft = res.req.session.draft !== undefined;
  loginPage(res, {
    title,
    section: 'none',
    form: { ...form, values },
    retryAfter,
    redirected: values.next !== '',
    hasDraft,
    passkeyOptions: await signInOptions(res.req),
  });
}
