import { type Request, type Response, Router } from 'express';
import type { z } from 'zod';
import { flash } from '../http/flash.ts';
import { type Form, formFor, parseForm, withError } from '../http/form.ts';
import { page } from '../http/page.ts';
import { databaseOf, nowOf } from '../http/request.ts';
import { knownTimeZone, usualTimeZone } from '../i18n/locale.ts';
import { urls } from '../urls.ts';
import { RegisterSchema } from './accounts.schema.ts';
import { createUser, findByPassword, findSessionUser, isNewcomer } from './accounts.service.ts';
import { signIn } from './passport.ts';
import { visitorsOnly } from './visitors.ts';

const registerPage = page<{ form: Form<typeof RegisterSchema> }>('accounts/register');

export const registerRouter = Router();

registerRouter.use(visitorsOnly);

registerRouter.get('/', (_req, res) => {
  showRegister(res, formFor(RegisterSchema));
});

registerRouter.post('/', async (req, res) => {
  const parsed = parseForm(RegisterSchema, req.body);
  if (!parsed.ok) return showRegister(res.status(422), parsed.form);
  const id = (await register(req, res, parsed.data)) ?? (await sentTwice(req, parsed.data));
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
  { username, email, password1: password, time_zone }: Given,
): Promise<number | undefined> {
  const locale = res.locals['locale'];
  const user = { username, email, password, locale, time_zone: knownTimeZone(time_zone) ?? usualTimeZone(locale) };
  return createUser(databaseOf(req), user, nowOf(req));
}

/** A double click: the first request has made the user, the second is the one whose answer the browser shows. */
async function sentTwice(req: Request, { username, password1 }: Given): Promise<number | undefined> {
  const id = await findByPassword(databaseOf(req), username, password1);
  return id !== undefined && (await isNewcomer(databaseOf(req), id, nowOf(req))) ? id : undefined;
}

function showRegister(res: Response, form: Form<typeof RegisterSchema>): void {
  const values = { ...form.values, password1: '', password2: '' };
  registerPage(res, { title: res.locals['t']('accounts.register.title'), section: 'none', form: { ...form, values } });
}
