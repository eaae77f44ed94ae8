import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Config } from '../config.ts';
import type { Database } from '../db/client.ts';
import { consumeRateLimit } from '../db/rateLimit.ts';
import { flash } from '../http/flash.ts';
import { formFor } from '../http/forms/formFor.ts';
import { page } from '../http/page.ts';
import { currentTime, getConfig, getDatabase } from '../http/request.ts';
import { inBackground } from '../mail/background.ts';
import { sendMail } from '../mail/mailer.ts';
import { resetMail } from '../mail/mails.ts';
import { urls } from '../urls.ts';
import { type RetryAfterText, retryAfterText } from '../users/retryAfter.ts';
import { networkPrefix } from '../users/signInLimits.ts';
import { usernameField } from '../users/username.ts';
import { type Form, parseForm } from '../validation/form.ts';
import { required } from '../validation/formFields.ts';
import { createResetTokens } from './resetByMail.service.ts';

const ForgotPasswordSchema = z.object({ username: required(usernameField(254)) });
type ForgotPasswordForm = Form<typeof ForgotPasswordSchema>;

const formView = page<{ form: ForgotPasswordForm; wait: RetryAfterText | undefined }>('accounts/forgotten');
const withoutMailView = page<object>('accounts/forgottenHowTo');
const perNetwork = { name: 'reset-asks', points: 10, seconds: 3600 };

/** `/accounts/password-reset/`: asks for a one-time link by mail; where there is no mail, tells whom to ask. */
export const forgotPasswordRouter = Router();

forgotPasswordRouter.get('/', (req, res) => showForm(req, res, formFor(ForgotPasswordSchema)));

forgotPasswordRouter.post('/', async (req, res) => {
  const { mail } = getConfig(req);
  const parsed = parseForm(ForgotPasswordSchema, req.body);
  if (!mail || !parsed.ok) return showForm(req, res.status(422), parsed.form);
  const seconds = await consumeRateLimit(getDatabase(req).pool, perNetwork, networkPrefix(req.ip ?? ''));
  if (seconds > 0)
    return showForm(req, res.status(429).set('Retry-After', String(seconds)), parsed.form, retryAfterText(seconds));
  // Looked up and mailed beside the answer, which is the same and as quick whether there is such an account or not.
  const parts = { config: getConfig(req), database: getDatabase(req), now: currentTime(req) };
  inBackground('mail with a link to a new password', () => mailResetLinks(parts, parsed.data.username));
  flash(req, 'info', 'accountLife.forgotten.asked');
  res.redirect(303, urls.login());
});

/** The links lead to the address of the settings: the Host header is the visitor's to write. */
async function mailResetLinks(
  { config, database, now }: { config: Config; database: Database; now: Date },
  asked: string,
) {
  for (const { reader, token } of await createResetTokens(database, asked, now)) {
    const link = `${config.publicUrl}${urls.passwordReset(token)}`;
    if (config.mail) await sendMail(config.mail, resetMail(reader, link));
  }
}

function showForm(req: Request, res: Response, form: ForgotPasswordForm, wait?: RetryAfterText): void {
  const chrome = { title: res.locals.t('accountLife.forgotten.title'), section: 'none' } as const;
  if (getConfig(req).mail) formView(res, { ...chrome, form, wait });
  else withoutMailView(res.status(200), chrome);
}
