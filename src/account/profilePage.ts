import type { Request, Response } from 'express';
import { type MonthOfUse, usageOf } from '../ai/usage.service.ts';
import { type Form, formFor } from '../http/forms/form.ts';
import { page } from '../http/page.ts';
import { databaseOf, nowOf, ownedDb, signedInUser } from '../http/request.ts';
import type { TextKey } from '../i18n/translate.ts';
import type { Wait } from '../users/retryAfter.ts';
import { listSessions, type OpenSession } from '../users/sessions.service.ts';
import { hasTwoFactor } from '../users/twoFactor.service.ts';
import { type PasswordAgainForm, PasswordAgainSchema, ProfileSchema, passwordSchema } from '../users/users.schema.ts';
import { getProfile } from '../users/users.service.ts';
import { waitingEmail } from './emailChange.service.ts';
import { type ZoneGroup, zoneGroups } from './timeZones.ts';

export type ProfileForm = Form<typeof ProfileSchema>;
type PasswordForm = Form<ReturnType<typeof passwordSchema>>;

interface ProfileLocals {
  form: ProfileForm;
  passwordForm: PasswordForm;
  sessionsForm: PasswordAgainForm;
  waits: Waits;
  zones: ZoneGroup[];
  sessions: OpenSession[];
  thisSession: string;
  twoFactor: boolean;
  /** An address that waits to be confirmed, or empty. */
  newEmail: string;
  /** What is wrong with the picture that was just sent. */
  pictureProblem: TextKey | undefined;
  aiUse: MonthOfUse[];
}

/** How long to wait after too many wrong passwords, by the form they were typed into. */
type Waits = Partial<Record<'about' | 'password' | 'sessions', Wait>>;

interface Given {
  form?: ProfileForm;
  passwordForm?: PasswordForm;
  sessionsForm?: PasswordAgainForm;
  waits?: Waits;
  pictureProblem?: TextKey;
}

const profilePage = page<ProfileLocals>('accounts/profile');

/** The profile page: several forms, of which one may have come back with errors; the others show what is saved. */
export async function showProfile(req: Request, res: Response, given: Given = {}): Promise<void> {
  const user = signedInUser(req);
  const form = given.form ?? formFor(ProfileSchema, await getProfile(databaseOf(req), user));
  // Of a password form only the errors come back.
  const passwordForm = { ...formFor(passwordSchema(user)), errors: given.passwordForm?.errors ?? {} };
  const sessionsForm = { ...formFor(PasswordAgainSchema), errors: given.sessionsForm?.errors ?? {} };
  const title = res.locals['t']('accounts.profile.title');
  profilePage(res, {
    title,
    section: 'account',
    form: { ...form, values: { ...form.values, current_password: '' } },
    passwordForm,
    sessionsForm,
    waits: given.waits ?? {},
    zones: zoneGroups(user.time_zone),
    sessions: await listSessions(databaseOf(req), user.id),
    thisSession: req.session.from?.id ?? '',
    twoFactor: await hasTwoFactor(databaseOf(req), user.id),
    newEmail: await waitingEmail(databaseOf(req), user.id, nowOf(req)),
    pictureProblem: given.pictureProblem,
    aiUse: await usageOf(ownedDb(req), nowOf(req)),
  });
}
