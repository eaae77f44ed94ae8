import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { networkPrefix } from '../core/networkPrefix.ts';
import type { Database } from '../db/client.ts';
import { consumeRateLimit } from '../db/rateLimit.ts';
import { inBackground } from '../http/background.ts';
import { clientAddress } from '../http/clientAddress.ts';
import { flash } from '../http/flash.ts';
import { formFor } from '../http/forms/formFor.ts';
import { page } from '../http/page.ts';
import { currentTime, getConfig, getDatabase } from '../http/request.ts';
import { sendMail } from '../mail/mailer.ts';
import { type ResetLink, resetMail } from '../mail/mails.ts';
import { urls } from '../urls.ts';
import { type RetryAfterText, retryAfterText } from '../users/retryAfter.ts';
import { usernameField } from '../users/username.ts';
import { type Form, parseForm } from '../validation/form.ts';
import { required } from '../validation/formFields.ts';
import { createResetTokens } from './resetTokens.service.ts';

const ForgotPasswordSchema = z.object({ username: required(usernameField(254)) });
type ForgotPasswordForm = Form<typeof ForgotPasswordSchema>;

const formView = page<{ form: ForgotPasswordForm; retryAfter: RetryAfterText | undefined }>('accounts/forgotPassword');
const withoutMailView = page<object>('accounts/forgotPasswordWithoutMail');
const perNetwork = { name: 'reset-requests', points: 10, seconds: 3600 };

/** `/accounts/password-reset/`: sends a one-time link by mail; without mail, the page says whom to ask. */
export const forgotPasswordRouter = Router();

forgotPasswordRouter.get('/', (req, res) => showForm(req, res, formFor(ForgotPasswordSchema)));

forgotPasswordRouter.post('/', async (req, res) => {
  const { mail } = getConfig(req);
  const parsed = parseForm(ForgotPasswordSchema, req.body);
  if (!mail || !parsed.ok) return showForm(req, res.status(422), parsed.form);
  const seconds = await consumeRateLimit(getDatabase(req).pool, perNetwork, networkPrefix(clientAddress(req)));
  if (seconds > 0)
    return showForm(req, res.status(429).set('Retry-After', String(seconds)), parsed.form, retryAfterText(seconds));
  // Runs in the background, so that neither the response nor its duration reveals whether the account exists.
  const context = { config: getConfig(req), database: getDatabase(req), now: currentTime(req) };
  inBackground('mail with a link to a new password', () => mailResetLinks(context, parsed.data.username));
  flash(req, 'info', 'accountLife.forgotPassword.linkSent');
  res.redirect(303, urls.login());
});

/** Uses the configured address: visitors can forge the Host header. */
async function mailResetLinks(
  { config, database, now }: { config: Config; database: Database; now: Date },
  usernameOrEmail: string,
) {
  const tokens = await createResetTokens(database, usernameOrEmail, now);
  const links = tokens.map(({ recipient, token }) => ({
    recipient,
    link: `${config.publicUrl}${urls.resetPassword(token)}`,
  }));
  for (const accounts of byAddress(links)) if (config.mail) await sendMail(config.mail, resetMail(accounts));
}

/** Sends one mail per address, so that other accounts with the same address cannot flood a mailbox. */
function byAddress(links: ResetLink[]): ResetLink[][] {
  const groups = new Map<string, ResetLink[]>();
  for (const link of links) {
    const address = link.recipient.email.toLowerCase();
    groups.set(address, [...(groups.get(address) ?? []), link]);
  }
  return [...groups.values()];
}

function showForm(req: Request, res: Response, form: ForgotPasswordForm, retryAfter?: RetryAfterText): void {
  const chrome = { title: res.locals.t('accountLife.forgotPassword.title'), section: 'none' } as const;
  if (getConfig(req).mail) formView(res, { ...chrome, form, retryAfter });
  else withoutMailView(res.status(200), chrome);
}
