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
  startTwoFactorSetup,
  type TwoFactorState,
  twoFactorState,
} from '../users/twoFactor.service.ts';
import { type PasswordConfirmationForm, PasswordConfirmationSchema } from '../users/users.schema.ts';
import { type Form, parseForm, withError } from '../validation/form.ts';

/** The code that shows that the phone has it, and the password: an open browser alone must not lock its owner out. */
const EnableSchema = CodeSchema.extend(PasswordConfirmationSchema.shape);
type EnableForm = Form<typeof EnableSchema>;

interface Locals {
  state: TwoFactorState;
  /** For the app's camera, while it is being set up. */
  qr: QrCode | undefined;
  form: EnableForm;
  disableForm: PasswordConfirmationForm;
  retryAfter: RetryAfterText | undefined;
}
type ReturnedForms = Partial<Pick<Locals, 'form' | 'disableForm' | 'retryAfter'>>;

const twoFactorView = page<Locals>('accounts/twoFactor');
const codesView = page<{ codes: string[] }>('accounts/recoveryCodes');

/** `/accounts/two-factor/`: a code of the phone beside the password. */
export const twoFactorRouter = Router();

twoFactorRouter.get('/', (req, res) => showTwoFactor(req, res));

twoFactorRouter.post('/start', async (req, res) => {
  await startTwoFactorSetup(getDatabase(req), signedInUser(req).id, getConfig(req).secretKeys);
  res.redirect(303, urls.twoFactor());
});

// The codes are shown in the answer to the POST: kept for the next page, they would stand in the database.
twoFactorRouter.post('/enable', async (req, res) => {
  const parsed = parseForm(EnableSchema, req.body);
  if (!parsed.ok) return showTwoFactor(req, res.status(422), { form: parsed.form });
  const checked = await checkPassword(req, res, parsed.data.password);
  if (checked.wait) return showTwoFactor(req, res, { form: parsed.form, retryAfter: checked.wait });
  const otherPassword = withError(parsed.form, 'password', { key: 'accounts.password.wrong' });
  if (!checked.right) return showTwoFactor(req, res.status(422), { form: otherPassword });
  const how = { secretKeys: getConfig(req).secretKeys, now: currentTime(req) };
  const codes = await enableTwoFactor(getDatabase(req), signedInUser(req).id, parsed.data.code, how);
  const wrong = withError(parsed.form, 'code', { key: 'accountLife.code.wrong' });
  if (!codes) return showTwoFactor(req, res.status(422), { form: wrong });
  // Whoever got in by the password alone has to come again, with a code.
  await endOtherSessions(req);
  const title = res.locals.t('accountLife.twoFactor.codesTitle');
  codesView(res.set('Cache-Control', 'no-store'), { title, section: 'account', codes });
});

twoFactorRouter.post('/disable', async (req, res) => {
  const parsed = parseForm(PasswordConfirmationSchema, req.body);
  if (!parsed.ok) return showTwoFactor(req, res.status(422), { disableForm: parsed.form });
  const checked = await checkPassword(req, res, parsed.data.password);
  if (checked.wait) return showTwoFactor(req, res, { retryAfter: checked.wait });
  const wrong = withError(parsed.form, 'password', { key: 'accounts.password.wrong' });
  if (!checked.right) return showTwoFactor(req, res.status(422), { disableForm: wrong });
  await disableTwoFactor(getDatabase(req), signedInUser(req).id);
  await endOtherSessions(req);
  flash(req, 'success', 'accountLife.twoFactor.disabled');
  res.redirect(303, urls.twoFactor());
});

async function showTwoFactor(req: Request, res: Response, given: ReturnedForms = {}): Promise<void> {
  const state = await twoFactorState(getDatabase(req), signedInUser(req), getConfig(req).secretKeys);
  const qr = state.setup && qrCode(state.setup.uri);
  const errors = given.form?.errors ?? {};
  // A code that was wrong will not be right; one beside a wrong password may be.
  const code = errors.code ? '' : (given.form?.values.code ?? '');
  const form = { ...formFor(EnableSchema), values: { code, password: '' }, errors };
  const disableForm = {
    ...formFor(PasswordConfirmationSchema),
    values: { password: '' },
    errors: given.disableForm?.errors ?? {},
  };
  const title = res.locals.t('accountLife.twoFactor.title');
  twoFactorView(res.set('Cache-Control', 'no-store'), {
    title,
    section: 'account',
    state,
    qr,
    form,
    disableForm,
    retryAfter: given.retryAfter,
  });
}
