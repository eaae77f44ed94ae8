import { type Response, Router } from 'express';
import { type Form, formFor, parseForm, withError } from '../http/form.ts';
import { log } from '../http/log.ts';
import { page } from '../http/page.ts';
import { databaseOf } from '../http/request.ts';
import { localPath, urls } from '../urls.ts';
import { LoginSchema } from './accounts.schema.ts';
import { authenticate, signIn } from './passport.ts';
import { signInLimits } from './signInLimits.ts';
import { visitorsOnly } from './visitors.ts';
import { type Wait, waitOf } from './wait.ts';

interface LoginLocals {
  form: Form<typeof LoginSchema>;
  /** How long to wait after too many wrong passwords. */
  wait: Wait | undefined;
  /** The page to come back to was asked for: say why it is not shown. */
  asked: boolean;
}

const loginPage = page<LoginLocals>('accounts/login');

export const loginRouter = Router();

loginRouter.use(visitorsOnly);

loginRouter.get('/', (req, res) => {
  showLogin(res, formFor(LoginSchema, { next: localPath(req.query['next']) }));
});

loginRouter.post('/', async (req, res) => {
  const parsed = parseForm(LoginSchema, req.body);
  if (!parsed.ok) return showLogin(res.status(422), parsed.form);
  const attempt = { username: parsed.data.username, address: req.ip ?? '' };
  const limits = signInLimits(databaseOf(req).pool);
  const seconds = await limits.take(attempt);
  if (seconds > 0) return refuse(res, parsed.form, seconds);
  const user = await authenticate(req, res);
  log.info({ right: user !== undefined }, 'sign-in attempt');
  if (!user) return showLogin(res.status(422), withError(parsed.form, 'password', { key: 'accounts.login.wrong' }));
  await limits.clear(attempt);
  await signIn(req, user);
  res.redirect(303, localPath(parsed.data.next) ?? urls.dashboard());
});

function refuse(res: Response, form: Form<typeof LoginSchema>, seconds: number): void {
  log.info({ seconds }, 'sign-in attempt held up');
  showLogin(res.status(429).set('Retry-After', String(seconds)), form, waitOf(seconds));
}

function showLogin(res: Response, form: Form<typeof LoginSchema>, wait?: Wait): void {
  const title = res.locals['t']('accounts.login.title');
  const values = { ...form.values, password: '', next: localPath(form.values.next) ?? '' };
  loginPage(res, { title, section: 'none', form: { ...form, values }, wait, asked: values.next !== '' });
}
