import { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import { networkPrefix } from '../core/networkPrefix.ts';
import { clientAddress } from '../http/clientAddress.ts';
import { flash } from '../http/flash.ts';
import { formFor } from '../http/forms/formFor.ts';
import { page } from '../http/page.ts';
import { consumeSignUp } from '../http/rateLimits.ts';
import { currentTime, getConfig, getDatabase } from '../http/request.ts';
import { urls } from '../urls.ts';
import { refuseBreached } from '../users/breachedPassword.ts';
import { requestEmailChange } from '../users/requestEmailChange.ts';
import { type RetryAfterText, retryAfterText } from '../users/retryAfter.ts';
import { findSignUpRefusal, type SignUpRefusal, type SignUpResult, signUp } from '../users/signUps.service.ts';
import { RegisterSchema } from '../users/users.schema.ts';
import { findSessionUser, isNewUser, verifyCredentials } from '../users/users.service.ts';
import { type Form, parseForm, withError } from '../validation/form.ts';
import { guestsOnly } from './guestsOnly.ts';
import { signIn } from './passport.ts';
import { usernameCheckRouter } from './usernameCheck.router.ts';
import { visitorLocale } from './visitorLocale.ts';

const registerPage = page<{ form: Form<typeof RegisterSchema>; retryAfter: RetryAfterText | undefined }>(
  'accounts/register',
);
const refusalPage = page<{ refusal: SignUpRefusal }>('accounts/signUpRefused');

export const registerRouter = Router();

registerRouter.use(guestsOnly);
registerRouter.use('/username', usernameCheckRouter);

registerRouter.get('/', async (req, res) => {
  const invite = typeof req.query['invite'] === 'string' ? req.query['invite'].slice(0, 100) : '';
  if (invite !== '') res.set('Cache-Control', 'no-store');
  const refusal = await findSignUpRefusal(getDatabase(req), invite, currentTime(req));
  if (refusal) return showRefusal(res, refusal);
  showRegister(res, formFor(RegisterSchema, { invite }));
});

registerRouter.post('/', async (req, res) => {
  const given = parseForm(RegisterSchema, req.body);
  if (!given.ok) return showRegister(res.status(422), given.form);
  const seconds = await consumeSignUp(req, networkPrefix(clientAddress(req)));
  if (seconds > 0)
    return showRegister(res.status(429).set('Retry-After', String(seconds)), given.form, retryAfterText(seconds));
  const parsed = await refuseBreached(req, given);
  if (!parsed.ok) return showRegister(res.status(422), parsed.form);
  const result = await signUpVisitor(req, res, parsed.data);
  const id = 'userId' in result ? result.userId : await findDoubleSubmit(req, parsed.data);
  if (id === undefined && 'refused' in result) return showRefusal(res.status(403), result.refused);
  const user = id === undefined ? null : await findSessionUser(getDatabase(req), id);
  if (!user)
    return showRegister(res.status(422), withError(parsed.form, 'username', { key: 'accounts.register.taken' }));
  await signIn(req, user);
  flash(req, 'success', 'accounts.register.done');
  if ('userId' in result) await askToConfirm(req, parsed.data.email);
  res.redirect(303, urls.dashboard());
});

type RegistrationInput = z.output<typeof RegisterSchema>;

function signUpVisitor(
  req: Request,
  res: Response,
  { username, email, password1: password, time_zone, invite }: RegistrationInput,
): Promise<SignUpResult> {
  const user = { username, email: getConfig(req).mail ? '' : email, password, ...visitorLocale(res, time_zone) };
  return signUp(getDatabase(req), user, invite, currentTime(req));
}

/** When mail is configured, an address is used only after it is confirmed. */
async function askToConfirm(req: Request, email: string): Promise<void> {
  const outcome = await requestEmailChange(req, email);
  if (outcome === 'pending') flash(req, 'info', 'accountLife.email.sent', { params: { email } });
}

/**
 * After a double click the browser shows the answer to the second request: it signs in the user that the first one
 * created.
 */
async function findDoubleSubmit(req: Request, { username, password1 }: RegistrationInput): Promise<number | undefined> {
  const id = await verifyCredentials(getDatabase(req), username, password1);
  return id !== undefined && (await isNewUser(getDatabase(req), id, currentTime(req))) ? id : undefined;
}

function showRefusal(res: Response, refusal: SignUpRefusal): void {
  refusalPage(res, { title: res.locals.t('accounts.register.title'), section: 'none', refusal });
}

function showRegister(res: Response, form: Form<typeof RegisterSchema>, retryAfter?: RetryAfterText): void {
  const title = res.locals.t('accounts.register.title');
  const values = { ...form.values, password1: '', password2: '' };
  registerPage(res, { title, section: 'none', form: { ...form, values }, retryAfter });
}
