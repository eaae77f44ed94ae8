import { z } from 'zod';
import { knownTimeZone } from '../i18n/locale.ts';
import { locales } from '../i18n/translate.ts';
import type { Form } from '../validation/form.ts';
import { choice, email, phone, required, singleLine } from '../validation/formFields.ts';
import { passwordProblem } from './password.ts';
import { newUsername, usernameField } from './username.ts';

/** Passwords are never trimmed. */
export const password = z
  .string()
  .default('')
  .refine((value) => value !== '', 'forms.required');

const emptyPassword = z.string().default('');
const timeZone = z.string().default('');

export const LoginSchema = z.object({
  username: required(usernameField(10_000)),
  password: password.refine((value) => !value.includes('\0'), 'forms.nul'),
  next: z.string().default(''),
  time_zone: timeZone,
});

export const RegisterSchema = z
  .object({
    username: newUsername,
    email,
    password1: password,
    password2: emptyPassword,
    time_zone: timeZone,
    invite: singleLine(100),
  })
  .superRefine((given, context) => checkNewPassword(given, given, context));

export const ProfileSchema = z.object({
  email,
  phone,
  locale: choice(locales, 'en'),
  time_zone: z.string().default('').refine(knownTimeZone, 'forms.choice'),
  current_password: emptyPassword,
});

/** For actions that must not be possible from an unattended browser. */
export const PasswordConfirmationSchema = z.object({ password });
export type PasswordConfirmationForm = Form<typeof PasswordConfirmationSchema>;

export const passwordSchema = (person: { username: string; email: string }) =>
  z
    .object({ old_password: password, password1: password, password2: emptyPassword })
    .superRefine((given, context) => checkNewPassword(given, person, context))
    .refine(({ old_password, password1 }) => password1 === '' || password1 !== old_password, {
      path: ['password1'],
      message: 'accounts.password.unchanged',
    });

export const newPasswordSchema = (person: { username: string; email: string }) =>
  z
    .object({ password1: password, password2: emptyPassword })
    .superRefine((given, context) => checkNewPassword(given, person, context));

export type NewPasswordSchema = ReturnType<typeof newPasswordSchema>;

interface Passwords {
  password1: string;
  password2: string;
}

export function checkNewPassword(
  { password1, password2 }: Passwords,
  person: { username: string; email: string },
  context: z.RefinementCtx,
) {
  const problem = password1 === '' ? undefined : passwordProblem(password1, person);
  if (problem) context.addIssue({ code: 'custom', path: ['password1'], message: problem });
  if (problem || password1 === password2) return;
  context.addIssue({
    code: 'custom',
    path: ['password2'],
    message: password2 === '' ? 'forms.required' : 'accounts.password.mismatch',
  });
}
