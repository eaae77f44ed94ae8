import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { flash } from '../http/flash.ts';
import { formFor } from '../http/forms/formFor.ts';
import { page } from '../http/page.ts';
import { currentTime, getDatabase, ownedDb, signedInUser } from '../http/request.ts';
import { urls } from '../urls.ts';
import { findPendingEmail } from '../users/emailChange.service.ts';
import { type Form, parseForm } from '../validation/form.ts';
import { email, multiLine, singleLine } from '../validation/formFields.ts';
import { getMailPreferences, saveMailPreferences } from './mailPreferences.service.ts';

export const mailSettingsRouter = Router();

const maxAddresses = 20;

const MailSettingsSchema = z.object({
  sender_name: singleLine(100),
  /** One on each line. */
  addresses: multiLine(6_000)
    .transform((text) => [
      ...new Set(
        text
          .toLowerCase()
          .split(/[\s,;]+/)
          .filter(Boolean),
      ),
    ])
    .refine((list) => list.length <= maxAddresses, 'mailLog.error.tooManyAddresses')
    .refine((list) => list.every((one) => email.safeParse(one).success), 'mailLog.error.address')
    .meta({ formText: (value: unknown) => [value].flat().join('\n') }),
});

interface SettingsLocals {
  form: Form<typeof MailSettingsSchema>;
  accountEmail: string;
  /** The address that waits for its confirmation; empty without one. */
  pendingEmail: string;
}

const view = page<SettingsLocals>('mailLog/settings');

mailSettingsRouter.get('/settings', async (req, res) => {
  await showSettings(req, res, formFor(MailSettingsSchema, await getMailPreferences(ownedDb(req))));
});

mailSettingsRouter.post('/settings', async (req, res) => {
  const parsed = parseForm(MailSettingsSchema, req.body);
  if (!parsed.ok) return showSettings(req, res.status(422), parsed.form);
  await saveMailPreferences(ownedDb(req), parsed.data);
  flash(req, 'success', 'mailLog.flash.settings');
  res.redirect(303, urls.mails());
});

async function showSettings(req: Request, res: Response, form: Form<typeof MailSettingsSchema>): Promise<void> {
  const title = res.locals.t('mailLog.settings.title');
  const { id, email: accountEmail } = signedInUser(req);
  const pendingEmail = await findPendingEmail(getDatabase(req), id, currentTime(req));
  view(res, { title, section: 'contacts', form, accountEmail, pendingEmail });
}
