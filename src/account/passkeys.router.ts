import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { inBackground } from '../http/background.ts';
import { flash } from '../http/flash.ts';
import { formFor } from '../http/forms/formFor.ts';
import { page } from '../http/page.ts';
import { currentTime, getConfig, getDatabase, idParam, signedInUser } from '../http/request.ts';
import { sendMail } from '../mail/mailer.ts';
import { passkeyAddedMail } from '../mail/mails.ts';
import { urls } from '../urls.ts';
import { checkPassword } from '../users/checkPassword.ts';
import { creationOptions, verifyCreation } from '../users/passkeyCeremony.ts';
import {
  createPasskey,
  deletePasskey,
  getPasskey,
  listPasskeys,
  maxPasskeys,
  type Passkey,
  renamePasskey,
} from '../users/passkeys.service.ts';
import type { RetryAfterText } from '../users/retryAfter.ts';
import { type PasswordConfirmationForm, PasswordConfirmationSchema } from '../users/users.schema.ts';
import { type Form, parseForm, withError } from '../validation/form.ts';
import { required, singleLine } from '../validation/formFields.ts';

const NameSchema = z.object({ name: required(singleLine(100)) });
type NameForm = Form<typeof NameSchema>;

interface ListLocals {
  passkeys: Passkey[];
  form: PasswordConfirmationForm;
  retryAfter: RetryAfterText | undefined;
  maxPasskeys: number;
}

const listView = page<ListLocals>('accounts/passkeys');
const createView = page<{ options: object; form: NameForm; failed: boolean }>('accounts/passkeyCreate');
const editView = page<{ passkey: Passkey; form: NameForm }>('accounts/passkeyEdit');

/** `/accounts/passkeys/`: the passkeys of an account. */
export const passkeysRouter = Router();

passkeysRouter.get('/', (req, res) => showList(req, res));

// The password goes first: a passkey that is refused afterwards would stay on the device.
passkeysRouter.post('/start', async (req, res) => {
  const parsed = parseForm(PasswordConfirmationSchema, req.body);
  if (!parsed.ok) return showList(req, res.status(422), { form: parsed.form });
  const checked = await checkPassword(req, res, parsed.data.password);
  if (checked.retryAfter) return showList(req, res, { retryAfter: checked.retryAfter });
  const wrongPassword = withError(parsed.form, 'password', { key: 'accounts.password.wrong' });
  if (!checked.correct) return showList(req, res.status(422), { form: wrongPassword });
  req.session.passkeyUntil = currentTime(req).getTime() + 600_000;
  await showCreate(req, res, formFor(NameSchema, { name: res.locals.t('accountLife.passkeys.defaultName') }));
});

declare module 'express-session' {
  interface SessionData {
    /** A passkey may be added until then (milliseconds since 1970), because the password was given. */
    passkeyUntil?: number;
  }
}

passkeysRouter.post('/', async (req, res) => {
  const [user, database] = [signedInUser(req), getDatabase(req)];
  if ((req.session.passkeyUntil ?? 0) < currentTime(req).getTime()) return res.redirect(303, urls.passkeys());
  const parsed = parseForm(NameSchema, req.body);
  if (!parsed.ok) return showCreate(req, res.status(422), parsed.form);
  const isFull = (await listPasskeys(database, user.id)).length >= maxPasskeys;
  const credential = isFull ? undefined : await verifyCreation(req, req.body['passkey']);
  if (!credential) return showCreate(req, res.status(422), parsed.form, true);
  await createPasskey(database, user.id, credential, { name: parsed.data.name, now: currentTime(req) });
  delete req.session.passkeyUntil;
  const { mail } = getConfig(req);
  if (mail && user.email !== '') inBackground('mail about a passkey', () => sendMail(mail, passkeyAddedMail(user)));
  flash(req, 'success', 'accountLife.passkeys.ready');
  res.redirect(303, urls.passkeys());
});

passkeysRouter.get('/:id', async (req, res) => {
  const passkey = await getPasskey(getDatabase(req), signedInUser(req).id, idParam(req));
  showEdit(res, passkey, formFor(NameSchema, passkey));
});

passkeysRouter.post('/:id', async (req, res) => {
  const passkey = await getPasskey(getDatabase(req), signedInUser(req).id, idParam(req));
  const parsed = parseForm(NameSchema, req.body);
  if (!parsed.ok) return showEdit(res.status(422), passkey, parsed.form);
  await renamePasskey(getDatabase(req), signedInUser(req).id, passkey.id, parsed.data.name);
  flash(req, 'success', 'accountLife.passkeys.renamed');
  res.redirect(303, urls.passkeys());
});

passkeysRouter.post('/:id/remove', async (req, res) => {
  await deletePasskey(getDatabase(req), signedInUser(req).id, idParam(req));
  flash(req, 'success', 'accountLife.passkeys.removed');
  res.redirect(303, urls.passkeys());
});

async function showList(req: Request, res: Response, returned: Partial<ListLocals> = {}): Promise<void> {
  const errors = returned.form?.errors ?? {};
  listView(res, {
    title: res.locals.t('accountLife.passkeys.title'),
    section: 'account',
    passkeys: await listPasskeys(getDatabase(req), signedInUser(req).id),
    form: { ...formFor(PasswordConfirmationSchema), values: { password: '' }, errors },
    retryAfter: returned.retryAfter,
    maxPasskeys,
  });
}

async function showCreate(req: Request, res: Response, form: NameForm, failed = false): Promise<void> {
  const options = await creationOptions(req, signedInUser(req));
  const title = res.locals.t('accountLife.passkeys.createTitle');
  createView(res.set('Cache-Control', 'no-store'), { title, section: 'account', options, form, failed });
}

function showEdit(res: Response, passkey: Passkey, form: NameForm): void {
  editView(res, { title: res.locals.t('accountLife.passkeys.editTitle'), section: 'account', passkey, form });
}
