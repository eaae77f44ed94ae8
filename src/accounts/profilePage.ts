import type { Request, Response } from 'express';
import { type MonthOfUse, usageOf } from '../ai/usage.service.ts';
import { type Form, formFor } from '../http/form.ts';
import { page } from '../http/page.ts';
import { databaseOf, nowOf, ownedDb, signedInUser } from '../http/request.ts';
import { ProfileSchema, passwordSchema } from './accounts.schema.ts';
import { getProfile } from './accounts.service.ts';
import { type ZoneGroup, zoneGroups } from './timeZones.ts';
import type { Wait } from './wait.ts';

export type ProfileForm = Form<typeof ProfileSchema>;
export type PasswordForm = Form<ReturnType<typeof passwordSchema>>;

interface ProfileLocals {
  form: ProfileForm;
  passwordForm: PasswordForm;
  /** How long to wait after too many wrong passwords. */
  wait: Wait | undefined;
  zones: ZoneGroup[];
  aiUse: MonthOfUse[];
}

interface Given {
  form?: ProfileForm;
  passwordForm?: PasswordForm;
  wait?: Wait;
}

const profilePage = page<ProfileLocals>('accounts/profile');

/** The profile page: two forms, of which one may have come back with errors; the other shows what is saved. */
export async function showProfile(req: Request, res: Response, given: Given = {}): Promise<void> {
  const user = signedInUser(req);
  const form = given.form ?? formFor(ProfileSchema, await getProfile(databaseOf(req), user));
  // Of a password form only the errors come back.
  const passwordForm = { ...formFor(passwordSchema(user)), errors: given.passwordForm?.errors ?? {} };
  const title = res.locals['t']('accounts.profile.title');
  profilePage(res, {
    title,
    section: 'account',
    form,
    passwordForm,
    wait: given.wait,
    zones: zoneGroups(user.time_zone),
    aiUse: await usageOf(ownedDb(req), nowOf(req)),
  });
}
