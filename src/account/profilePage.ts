import type { Request, Response } from 'express';
import { listMonthlyUsage, type MonthlyUsage } from '../ai/usage.service.ts';
import { formFor } from '../http/forms/formFor.ts';
import { page } from '../http/page.ts';
import { currentTime, getConfig, getDatabase, ownedDb, signedInUser } from '../http/request.ts';
import type { TextKey } from '../i18n/translate.ts';
import { type DropState, getDropState } from '../mailDrop/dropPreferences.service.ts';
import { findLastMorningMail, type LastMorningMail } from '../morningMail/claims.service.ts';
import { morningMailHours } from '../morningMail/morningMailHours.ts';
import { getMorningMailHour } from '../morningMail/settings.service.ts';
import { countErasures, type Erasures } from '../personData/erasePerson.service.ts';
import { findPendingEmail } from '../users/emailChange.service.ts';
import type { RetryAfterText } from '../users/retryAfter.ts';
import { listSessions, type OpenSession } from '../users/sessions.service.ts';
import { hasTwoFactor } from '../users/twoFactor.service.ts';
import {
  type PasswordConfirmationForm,
  PasswordConfirmationSchema,
  ProfileSchema,
  passwordSchema,
} from '../users/users.schema.ts';
import { getProfile } from '../users/users.service.ts';
import type { Form } from '../validation/form.ts';
import { type ZoneGroup, zoneGroups } from './timeZones.ts';

export type ProfileForm = Form<typeof ProfileSchema>;
type PasswordForm = Form<ReturnType<typeof passwordSchema>>;

interface ProfileLocals {
  form: ProfileForm;
  passwordForm: PasswordForm;
  sessionsForm: PasswordConfirmationForm;
  retryAfterByForm: RetryAfterByForm;
  zones: ZoneGroup[];
  sessions: OpenSession[];
  thisSession: string;
  twoFactor: boolean;
  /** Empty when no address waits for its confirmation. */
  pendingEmail: string;
  avatarProblem: TextKey | undefined;
  aiUsage: MonthlyUsage[];
  erasures: Erasures;
  /** Of the private email address; undefined when no mailbox is read. */
  drop: DropState | undefined;
  morningMail: {
    canMail: boolean;
    hour: number | null;
    hours: typeof morningMailHours;
    last: LastMorningMail | undefined;
  };
}

type RetryAfterByForm = Partial<Record<'about' | 'password' | 'sessions', RetryAfterText>>;

interface ReturnedForms {
  form?: ProfileForm;
  passwordForm?: PasswordForm;
  sessionsForm?: PasswordConfirmationForm;
  retryAfterByForm?: RetryAfterByForm;
  avatarProblem?: TextKey;
}

const profilePage = page<ProfileLocals>('accounts/profile');

/** Shows the profile page: one of its forms may have errors, the others show what is saved. */
export async function showProfile(req: Request, res: Response, returned: ReturnedForms = {}): Promise<void> {
  const user = signedInUser(req);
  const form = returned.form ?? formFor(ProfileSchema, await getProfile(getDatabase(req), user));
  const passwordForm = { ...formFor(passwordSchema(user)), errors: returned.passwordForm?.errors ?? {} };
  const sessionsForm = { ...formFor(PasswordConfirmationSchema), errors: returned.sessionsForm?.errors ?? {} };
  const title = res.locals.t('accounts.profile.title');
  profilePage(res, {
    title,
    section: 'account',
    form: { ...form, values: { ...form.values, current_password: '' } },
    passwordForm,
    sessionsForm,
    retryAfterByForm: returned.retryAfterByForm ?? {},
    zones: zoneGroups(user.time_zone),
    sessions: await listSessions(getDatabase(req), user.id),
    thisSession: req.session.from?.id ?? '',
    twoFactor: await hasTwoFactor(getDatabase(req), user.id),
    pendingEmail: await findPendingEmail(getDatabase(req), user.id, currentTime(req)),
    avatarProblem: returned.avatarProblem,
    aiUsage: await listMonthlyUsage(ownedDb(req), currentTime(req)),
    morningMail: {
      canMail: getConfig(req).mail !== undefined,
      hour: await getMorningMailHour(getDatabase(req), user.id),
      hours: morningMailHours,
      last: await findLastMorningMail(getDatabase(req), user.id),
    },
    drop: getConfig(req).drop && (await getDropState(ownedDb(req), currentTime(req))),
    erasures: await countErasures(ownedDb(req)),
  });
}
