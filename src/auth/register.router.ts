import { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import { flash } from '../http/flash.ts';
import { type Form, formFor, parseForm, withError } from '../http/forms/form.ts';
import { page } from '../http/page.ts';
import { takeSignUp } from '../http/rateLimits.ts';
import { databaseOf, nowOf } from '../http/request.ts';
import { urls } from '../urls.ts';
import { type Wait, waitOf } from '../users/retryAfter.ts';
import { networkOf } from '../users/signInLimits.ts';
import { type Refusal, type SignedUp, signUp, signUpRefusal } from '../users/signUps.service.ts';
import { RegisterSchema } from '../users/users.schema.ts';
import { findByPassword, findSessionUser, isNewcomer } from '../users/users.service.ts';
import { visitorsOnly } from './guestsOnly.ts';
import { signIn } from './passport.ts';
import { tongueOf } from './visitorLocale.ts';

const registerPage = page<{ form: Form<typeof RegisterSchema>; wait: Wait | undefined }>('accounts/register');
const refusalPage = page<{ refusal: Refusal }>('accounts/closed');

export const registerRouter = Router();

registerRouter.use(visitorsOnly);

registerRouter.get('/', async (req, res) => {
  const invite = typeof req.query['invite'] === 'string' ? req.query['invite'].slice(0, 100) : '';
  const refusal = await signUpRefusal(databaseOf(req), invite, nowOf(req));
  if (refusal) return showRefusal(res, refusal);
  showRegister(res, formFor(RegisterSchema, { invite }));
});

registerRouter.post('/', async (req, res) => {
  const parsed = parseForm(RegisterSchema, req.body);
  if (!parsed.ok) return showRegister(res.status(422), parsed.form);
  const seconds = await takeSignUp(req, networkOf(req.ip ?? ''));
  if (seconds > 0)
    return showRegister(res.status(429).set('Retry-After', String(seconds)), parsed.form, waitOf(seconds));
  const signedUp = await register(req, res, parsed.data);
  const id = 'made' in signedUp ? signedUp.made : await sentTwice(req, parsed.data);
  if (id === undefined && 'refused' in signedUp) return showRefusal(res.status(403), signedUp.refused);
  const user = id === undefined ? null : await findSessionUser(databaseOf(req), id);
  if (!user)
    return showRegister(res.status(422), withError(parsed.form, 'username', { key: 'accounts.username.taken' }));
  await signIn(req, user);
  flash(req, 'success', 'accounts.register.done');
  res.redirect(303, urls.dashboard());
});

type Given = z.output<typeof RegisterSchema>;

function register(
  req: Request,
  res: Response,
  { username, email, password1: password, time_zone, invite }: Given,
): Promise<SignedUp> {
  const user = { username, email, password, ...tongueOf(res, time_zone) };
  return signUp(databaseOf(req), user, invite, nowOf(req));
}

/** A double click: the first request has made the user, the second is the one whose answer the browser shows. */
async function sentTwice(req: Request, { username, password1 }: Given): Promise<number | undefined> {
  const id = await findByPassword(databaseOf(req), username, password1);
  return id !== undefined && (await isNewcomer(databaseOf(req), id, nowOf(req))) ? id : undefined;
}

function showRefusal(res: Response, refusal: Refusal): void {
  refusalPage(res, { title: res.locals['t']('accounts.register.title'), section: 'none', refusal });
}

function showRegister(res: Response, form: Form<typeof RegisterSchema>, wait?: Wait): void {
  const title = res.locals['t']('accounts.register.title');
  const values = { ...form.values, password1: '', password2: '' };
  registerPage(res, { title, section: 'none', form: { ...form, values }, wait });
}
