import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { flash } from '../http/flash.ts';
import { formFor } from '../http/forms/formFor.ts';
import { page } from '../http/page.ts';
import { currentTime, getDatabase, idParam } from '../http/request.ts';
import { urls } from '../urls.ts';
import { signUpModes } from '../users/signUps.service.ts';
import { type Form, parseForm } from '../validation/form.ts';
import { createInvite, getSignUpRules, revokeInvite, type SignUpRules, setSignUpMode } from './signUpRules.service.ts';
import { auditContext } from './staff.ts';

const ModeSchema = z.object({ mode: z.enum(signUpModes, 'forms.choice') });

const wholeNumber = (max: number) =>
  z
    .string()
    .default('')
    .transform((text) => text.trim())
    .refine((text) => /^[1-9]\d{0,3}$/.test(text) && Number(text) <= max, 'admin.signUps.range')
    .transform(Number);
const InviteSchema = z.object({ uses: wholeNumber(50), days: wholeNumber(30) });

interface Locals extends SignUpRules {
  modeForm: Form<typeof ModeSchema>;
  inviteForm: Form<typeof InviteSchema>;
}

const signUpsView = page<Locals>('admin/signUps');
const inviteView = page<{ path: string; site: string; uses: number; days: number }>('admin/invite');

/** `/admin/sign-ups`: who may create an account, and invitations. */
export const signUpsRouter = Router();

signUpsRouter.get('/', (req, res) => showSignUps(req, res));

signUpsRouter.post('/', async (req, res) => {
  const parsed = parseForm(ModeSchema, req.body);
  if (!parsed.ok) return showSignUps(req, res.status(422), { modeForm: parsed.form });
  await setSignUpMode(getDatabase(req), parsed.data.mode, auditContext(req));
  flash(req, 'success', 'admin.flash.signUps');
  res.redirect(303, urls.adminSignUps());
});

// Shows the link in the response to the POST, since the token is not stored.
signUpsRouter.post('/invite', async (req, res) => {
  const parsed = parseForm(InviteSchema, req.body);
  if (!parsed.ok) return showSignUps(req, res.status(422), { inviteForm: parsed.form });
  const invite = await createInvite(getDatabase(req), parsed.data, auditContext(req));
  const site = `${req.protocol}://${req.get('host')}`;
  const title = res.locals.t('admin.invite.title');
  const locals = { title, section: 'admin' as const, path: urls.register({ invite }), site, ...parsed.data };
  inviteView(res.set('Cache-Control', 'no-store'), locals);
});

signUpsRouter.post('/:id/revoke', async (req, res) => {
  await revokeInvite(getDatabase(req), idParam(req), auditContext(req));
  flash(req, 'success', 'admin.flash.inviteRevoked');
  res.redirect(303, urls.adminSignUps());
});

async function showSignUps(req: Request, res: Response, returned: Partial<Locals> = {}): Promise<void> {
  const rules = await getSignUpRules(getDatabase(req), currentTime(req));
  const modeForm = formFor(ModeSchema, { mode: rules.mode });
  const inviteForm = formFor(InviteSchema, { uses: 1, days: 7 });
  const title = res.locals.t('admin.signUps.title');
  signUpsView(res, { title, section: 'admin', ...rules, modeForm, inviteForm, ...returned });
}
