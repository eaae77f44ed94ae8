import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Config } from '../config.ts';
import type { Database } from '../db/client.ts';
import { takeTurn } from '../db/rateLimit.ts';
import { flash } from '../http/flash.ts';
import { required } from '../http/forms/fields.ts';
import { type Form, formFor, parseForm } from '../http/forms/form.ts';
import { page } from '../http/page.ts';
import { configOf, databaseOf, nowOf } from '../http/request.ts';
import { inBackground } from '../mail/background.ts';
import { sendMail } from '../mail/mailer.ts';
import { resetMail } from '../mail/mails.ts';
import { urls } from '../urls.ts';
import { type Wait, waitOf } from '../users/retryAfter.ts';
import { networkOf } from '../users/signInLimits.ts';
import { usernameField } from '../users/username.ts';
import { makeResetTokens } from './resetByMail.service.ts';

const ForgottenSchema = z.object({ username: required(usernameField(254)) });
type ForgottenForm = Form<typeof ForgottenSchema>;

const askView = page<{ form: ForgottenForm; wait: Wait | undefined }>('accounts/forgotten');
const howToView = page<object>('accounts/forgottenHowTo');
const perAddress = { name: 'reset-asks', points: 10, seconds: 3600 };

/** `/accounts/password-reset/`: asks for a one-time link by mail; where there is no mail, tells whom to ask. */
export const forgottenRouter = Router();

forgottenRouter.get('/', (req, res) => show(req, res, formFor(ForgottenSchema)));

forgottenRouter.post('/', async (req, res) => {
  const { mail } = configOf(req);
  const parsed = parseForm(ForgottenSchema, req.body);
  if (!mail || !parsed.ok) return show(req, res.status(422), parsed.form);
  const seconds = await takeTurn(databaseOf(req).pool, perAddress, networkOf(req.ip ?? ''));
  if (seconds > 0) return show(req, res.status(429).set('Retry-After', String(seconds)), parsed.form, waitOf(seconds));
  // Looked up and mailed beside the answer, which is the same and as quick whether there is such an account or not.
  const parts = { config: configOf(req), database: databaseOf(req), now: nowOf(req) };
  inBackground('mail with a link to a new password', () => mailLinks(parts, parsed.data.username));
  flash(req, 'info', 'accountLife.forgotten.asked');
  res.redirect(303, urls.login());
});

/** The links lead to the address of the settings: the Host header is the visitor's to write. */
async function mailLinks({ config, database, now }: { config: Config; database: Database; now: Date }, asked: string) {
  for (const { reader, token } of await makeResetTokens(database, asked, now)) {
    const link = `${config.publicUrl}${urls.passwordReset(token)}`;
    if (config.mail) await sendMail(config.mail, resetMail(reader, link));
  }
}

function show(req: Request, res: Response, form: ForgottenForm, wait?: Wait): void {
  const chrome = { title: res.locals['t']('accountLife.forgotten.title'), section: 'none' } as const;
  if (configOf(req).mail) askView(res, { ...chrome, form, wait });
  else howToView(res.status(200), chrome);
}
