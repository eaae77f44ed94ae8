import { type Request, type Response, Router } from 'express';
import { endOtherSessions } from '../auth/renewSignIn.ts';
import { CodeSchema } from '../auth/twoFactorCode.router.ts';
import { type QrCode, qrCode } from '../core/qrCode.ts';
import { flash } from '../http/flash.ts';
import { formFor } from '../http/forms/formFor.ts';
import { page } from '../http/page.ts';
import { currentTime, getConfig, getDatabase, signedInUser } from '../http/request.ts';
import { urls } from '../urls.ts';
import { checkPassword } from '../users/checkPassword.ts';
import type { RetryAfterText } from '../users/retryAfter.ts';
import {
  disableTwoFactor,
  enableTwoFactor,
  getTwoFactorState,
  startTwoFactorSetup,
  type TwoFactorState,
} from '../users/twoFactor.service.ts';
import { type PasswordConfirmationForm, PasswordConfirmationSchema } from '../users/users.schema.ts';
import { type Form, parseForm, withError } from '../validation/form.ts';

/** With the password, so that nobody can lock the owner out in an unattended browser. */
const EnableSchema = CodeSchema.extend(PasswordConfirmationSchema.shape);
type EnableForm = Form<typeof EnableSchema>;

interface Locals {
  state: TwoFactorState;
  /** Shown during the setup only. */
  qr: QrCode | undefined;
  form: EnableForm;
  disableForm: PasswordConfirmationForm;
  retryAfter: RetryAfterText | undefined;
}
type ReturnedForms = Partial<Pick<Locals, 'form' | 'disableForm' | 'retryAfter'>>;

const twoFactorView = page<Locals>('accounts/twoFactor');
const codesView = page<{ codes: string[]; site: string }>('accounts/recoveryCodes');

/** `/accounts/two-factor/`: sets two-factor sign-in up and disables it. */
export const twoFactorRouter = Router();

twoFactorRouter.get('/', (req, res) => showTwoFactor(req, res));

twoFactorRouter.post('/start', async (req, res) => {
  await startTwoFactorSetup(getDatabase(req), signedInUser(req).id, getConfig(req).secretKeys);
  res.redirect(303, urls.twoFactor());
});

// Shows the codes in the response to the POST: after a redirect they would have to be stored in between.
twoFactorRouter.post('/enable', async (req, res) => {
  const parsed = parseForm(EnableSchema, req.body);
  if (!parsed.ok) return showTwoFactor(req, res.status(422), { form: parsed.form });
  const checked = await checkPassword(req, res, parsed.data.password);
  if (checked.retryAfter) return showTwoFactor(req, res, { form: parsed.form, retryAfter: checked.retryAfter });
  const wrongPassword = withError(parsed.form, 'password', { key: 'accounts.password.wrong' });
  if (!checked.correct) return showTwoFactor(req, res.status(422), { form: wrongPassword });
  const context = { secretKeys: getConfig(req).secretKeys, now: currentTime(req) };
  const codes = await enableTwoFactor(getDatabase(req), signedInUser(req).id, parsed.data.code, context);
  const wrongCode = withError(parsed.form, 'code', { key: 'accountLife.twoFactorCode.wrong' });
  if (!codes) return showTwoFactor(req, res.status(422), { form: wrongCode });
  // Sessions that were opened by the password alone must not survive.
  await endOtherSessions(req);
  const title = res.locals.t('accountLife.twoFactor.codesTitle');
  codesView(res.set('Cache-Control', 'no-store'), { title, section: 'account', codes, site: req.get('host') ?? '' });
});

twoFactorRouter.post('/disable', async (req, res) => {
  const parsed = parseForm(PasswordConfirmationSchema, req.body);
  if (!parsed.ok) return showTwoFactor(req, res.status(422), { disableForm: parsed.form });
  const checked = await checkPassword(req, res, parsed.data.password);
  if (checked.retryAfter) return showTwoFactor(req, res, { retryAfter: checked.retryAfter });
  const wrongPassword = withError(parsed.form, 'password', { key: 'accounts.password.wrong' });
  if (!checked.correct) return showTwoFactor(req, res.status(422), { disableForm: wrongPassword });
  await disableTwoFactor(getDatabase(req), signedInUser(req).id);
  await endOtherSessions(req);
  flash(req, 'success', 'accountLife.twoFactor.disabled');
  res.redirect(303, urls.twoFactor());
});

async function showTwoFactor(req: Request, res: Response, returned: ReturnedForms = {}): Promise<void> {
  const state = await getTwoFactorState(getDatabase(req), signedInUser(req), getConfig(req).secretKeys);
  const qr = state.setup && qrCode(state.setup.uri);
  const errors = returned.form?.errors ?? {};
  // A wrong code is cleared; a code next to a wrong password is kept.
  const code = errors.code ? '' : (returned.form?.values.code ?? '');
  const form = { ...formFor(EnableSchema), values: { code, password: '' }, errors };
  const disableForm = {
    ...formFor(PasswordConfirmationSchema),
    values: { password: '' },
    errors: returned.disableForm?.errors ?? {},
  };
  const title = res.locals.t('accountLife.twoFactor.title');
  twoFactorView(res.set('Cache-Control', 'no-store'), {
    title,
    section: 'account',
    state,
    qr,
    form,
    disableForm,
    retryAfter: returned.retryAfter,
  });
}
