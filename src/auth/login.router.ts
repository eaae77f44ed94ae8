import { type Request, type Response, Router } from 'express';
import { type Form, formFor, parseForm, withError } from '../http/forms/form.ts';
import { page } from '../http/page.ts';
import { databaseOf } from '../http/request.ts';
import { localPath, urls } from '../urls.ts';
import { type Wait, waitOf } from '../users/retryAfter.ts';
import { signInLimits } from '../users/signInLimits.ts';
import { logSignIn } from '../users/signInLog.ts';
import { hasTwoFactor } from '../users/twoFactor.service.ts';
import { LoginSchema } from '../users/users.schema.ts';
import { adoptTongue } from '../users/users.service.ts';
import { finishSignIn } from './finishSignIn.ts';
import { visitorsOnly } from './guestsOnly.ts';
import { authenticate } from './passport.ts';
import { beginSecondStep } from './pendingSignIn.ts';
import { codeRouter } from './twoFactorCode.router.ts';
import { tongueOf } from './visitorLocale.ts';

interface LoginLocals {
  form: Form<typeof LoginSchema>;
  /** How long to wait after too many wrong passwords. */
  wait: Wait | undefined;
  /** The page to come back to was asked for: say why it is not shown. */
  asked: boolean;
  /** A form was sent without a session: say that nothing of it is lost. */
  kept: boolean;
}

const loginPage = page<LoginLocals>('accounts/login');

export const loginRouter = Router();

loginRouter.use(visitorsOnly);
loginRouter.use('/code', codeRouter);

loginRouter.get('/', (req, res) => {
  showLogin(res, formFor(LoginSchema, { next: localPath(req.query['next']) }));
});

loginRouter.post('/', async (req, res) => {
  const parsed = parseForm(LoginSchema, req.body);
  if (!parsed.ok) return showLogin(res.status(422), parsed.form);
  const attempt = { username: parsed.data.username, address: req.ip ?? '' };
  const limits = signInLimits(databaseOf(req).pool);
  const seconds = await limits.take(attempt);
  if (seconds > 0) return refuse(req, res, parsed.form, seconds);
  const user = await authenticate(req, res);
  logSignIn(req, attempt.username, 'password', user ? 'right' : 'wrong');
  if (!user) return showLogin(res.status(422), withError(parsed.form, 'password', { key: 'accounts.login.wrong' }));
  await limits.clear(attempt);
  await adoptTongue(databaseOf(req), user.id, tongueOf(res, parsed.data.time_zone));
  if (!(await hasTwoFactor(databaseOf(req), user.id))) return finishSignIn(req, res, user, parsed.data.next);
  beginSecondStep(req, res, user, parsed.data.next);
  res.redirect(303, urls.loginCode());
});

function refuse(req: Request, res: Response, form: Form<typeof LoginSchema>, seconds: number): void {
  logSignIn(req, form.values.username, 'password', 'held_up');
  showLogin(res.status(429).set('Retry-After', String(seconds)), form, waitOf(seconds));
}

function showLogin(res: Response, form: Form<typeof LoginSchema>, wait?: Wait): void {
  const title = res.locals['t']('accounts.login.title');
  const values = { ...form.values, password: '', next: localPath(form.values.next) ?? '' };
  const kept = res.req.session.typed !== undefined;
  loginPage(res, { title, section: 'none', form: { ...form, values }, wait, asked: values.next !== '', kept });
}
