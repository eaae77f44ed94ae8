import { type Request, type Response, Router } from 'express';
import { endOtherSessions } from '../auth/renewSignIn.ts';
import { CodeSchema } from '../auth/twoFactorCode.router.ts';
import { type QrCode, qrCode } from '../core/qrCode.ts';
import { flash } from '../http/flash.ts';
import { type Form, formFor, parseForm, withError } from '../http/forms/form.ts';
import { page } from '../http/page.ts';
import { configOf, databaseOf, nowOf, signedInUser } from '../http/request.ts';
import { urls } from '../urls.ts';
import { checkPassword } from '../users/checkPassword.ts';
import type { Wait } from '../users/retryAfter.ts';
import {
  disableTwoFactor,
  enableTwoFactor,
  startTwoFactor,
  type TwoFactorState,
  twoFactorState,
} from '../users/twoFactor.service.ts';
import { type PasswordAgainForm, PasswordAgainSchema } from '../users/users.schema.ts';

/** The code that shows that the phone has it, and the password: an open browser alone must not lock its owner out. */
const EnableSchema = CodeSchema.extend(PasswordAgainSchema.shape);
type EnableForm = Form<typeof EnableSchema>;

interface Locals {
  state: TwoFactorState;
  /** For the app's camera, while it is being set up. */
  qr: QrCode | undefined;
  form: EnableForm;
  disableForm: PasswordAgainForm;
  wait: Wait | undefined;
}
type Given = Partial<Pick<Locals, 'form' | 'disableForm' | 'wait'>>;

const view = page<Locals>('accounts/twoFactor');
const codesView = page<{ codes: string[] }>('accounts/recoveryCodes');

/** `/accounts/two-factor/`: a code of the phone beside the password. */
export const twoFactorRouter = Router();

twoFactorRouter.get('/', (req, res) => show(req, res));

twoFactorRouter.post('/start', async (req, res) => {
  await startTwoFactor(databaseOf(req), signedInUser(req).id, configOf(req).secretKeys);
  res.redirect(303, urls.twoFactor());
});

// The codes are shown in the answer to the POST: kept for the next page, they would stand in the database.
twoFactorRouter.post('/enable', async (req, res) => {
  const parsed = parseForm(EnableSchema, req.body);
  if (!parsed.ok) return show(req, res.status(422), { form: parsed.form });
  const checked = await checkPassword(req, res, parsed.data.password);
  if (checked.wait) return show(req, res, { form: parsed.form, wait: checked.wait });
  const otherPassword = withError(parsed.form, 'password', { key: 'accounts.password.wrong' });
  if (!checked.right) return show(req, res.status(422), { form: otherPassword });
  const how = { secretKeys: configOf(req).secretKeys, now: nowOf(req) };
  const codes = await enableTwoFactor(databaseOf(req), signedInUser(req).id, parsed.data.code, how);
  const wrong = withError(parsed.form, 'code', { key: 'accountLife.code.wrong' });
  if (!codes) return show(req, res.status(422), { form: wrong });
  // Whoever got in by the password alone has to come again, with a code.
  await endOtherSessions(req);
  const title = res.locals['t']('accountLife.twoFactor.codesTitle');
  codesView(res.set('Cache-Control', 'no-store'), { title, section: 'account', codes });
});

twoFactorRouter.post('/disable', async (req, res) => {
  const parsed = parseForm(PasswordAgainSchema, req.body);
  if (!parsed.ok) return show(req, res.status(422), { disableForm: parsed.form });
  const checked = await checkPassword(req, res, parsed.data.password);
  if (checked.wait) return show(req, res, { wait: checked.wait });
  const wrong = withError(parsed.form, 'password', { key: 'accounts.password.wrong' });
  if (!checked.right) return show(req, res.status(422), { disableForm: wrong });
  await disableTwoFactor(databaseOf(req), signedInUser(req).id);
  await endOtherSessions(req);
  flash(req, 'success', 'accountLife.twoFactor.disabled');
  res.redirect(303, urls.twoFactor());
});

async function show(req: Request, res: Response, given: Given = {}): Promise<void> {
  const state = await twoFactorState(databaseOf(req), signedInUser(req), configOf(req).secretKeys);
  const qr = state.setup && qrCode(state.setup.uri);
  const errors = given.form?.errors ?? {};
  // A code that was wrong will not be right; one beside a wrong password may be.
  const code = errors.code ? '' : (given.form?.values.code ?? '');
  const form = { ...formFor(EnableSchema), values: { code, password: '' }, errors };
  const disableForm = {
    ...formFor(PasswordAgainSchema),
    values: { password: '' },
    errors: given.disableForm?.errors ?? {},
  };
  const title = res.locals['t']('accountLife.twoFactor.title');
  view(res.set('Cache-Control', 'no-store'), {
    title,
    section: 'account',
    state,
    qr,
    form,
    disableForm,
    wait: given.wait,
  });
}
