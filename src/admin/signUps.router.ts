import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { flash } from '../http/flash.ts';
import { type Form, formFor, parseForm } from '../http/forms/form.ts';
import { page } from '../http/page.ts';
import { databaseOf, idParam, nowOf } from '../http/request.ts';
import { urls } from '../urls.ts';
import { signUpModes } from '../users/signUps.service.ts';
import { makeInvite, readSignUps, revokeInvite, type SignUps, setSignUps } from './signUpRules.service.ts';
import { actOf } from './staff.ts';

const ModeSchema = z.object({ mode: z.enum(signUpModes, 'forms.choice') });

const whole = (most: number) =>
  z
    .string()
    .default('')
    .transform((text) => text.trim())
    .refine((text) => /^[1-9]\d{0,3}$/.test(text) && Number(text) <= most, 'admin.signUps.range')
    .transform(Number);
const InviteSchema = z.object({ uses: whole(50), days: whole(30) });

interface Locals extends SignUps {
  modeForm: Form<typeof ModeSchema>;
  inviteForm: Form<typeof InviteSchema>;
}

const view = page<Locals>('admin/signUps');
const inviteView = page<{ path: string; site: string; uses: number; days: number }>('admin/invite');

/** `/admin/sign-ups`: who may make an account here. */
export const signUpsRouter = Router();

signUpsRouter.get('/', (req, res) => show(req, res));

signUpsRouter.post('/', async (req, res) => {
  const parsed = parseForm(ModeSchema, req.body);
  if (!parsed.ok) return show(req, res.status(422), { modeForm: parsed.form });
  await setSignUps(databaseOf(req), parsed.data.mode, actOf(req));
  flash(req, 'success', 'admin.flash.signUps');
  res.redirect(303, urls.adminSignUps());
});

// Shown in the answer to the POST, like the one-time link: it is kept nowhere.
signUpsRouter.post('/invite', async (req, res) => {
  const parsed = parseForm(InviteSchema, req.body);
  if (!parsed.ok) return show(req, res.status(422), { inviteForm: parsed.form });
  const invite = await makeInvite(databaseOf(req), parsed.data, actOf(req));
  const site = `${req.protocol}://${req.get('host')}`;
  const title = res.locals['t']('admin.invite.title');
  const locals = { title, section: 'admin' as const, path: urls.register({ invite }), site, ...parsed.data };
  inviteView(res.set('Cache-Control', 'no-store'), locals);
});

signUpsRouter.post('/:id/revoke', async (req, res) => {
  await revokeInvite(databaseOf(req), idParam(req), actOf(req));
  flash(req, 'success', 'admin.flash.revoked');
  res.redirect(303, urls.adminSignUps());
});

async function show(req: Request, res: Response, given: Partial<Locals> = {}): Promise<void> {
  const signUps = await readSignUps(databaseOf(req), nowOf(req));
  const modeForm = formFor(ModeSchema, { mode: signUps.mode });
  const inviteForm = formFor(InviteSchema, { uses: 1, days: 7 });
  const title = res.locals['t']('admin.signUps.title');
  view(res, { title, section: 'admin', ...signUps, modeForm, inviteForm, ...given });
}
