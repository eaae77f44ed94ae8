import { z } from 'zod';
import { locales } from '../i18n/translate.ts';
import { newUsername, usernameField } from '../users/username.ts';
import { checkNewPassword } from '../users/users.schema.ts';
import { checkbox, choice, email, required, singleLine } from '../validation/formFields.ts';
import { oneOf, pageNumber, searchText } from '../validation/queryFields.ts';

export const userStates = ['active', 'inactive'] as const;
export const userRoles = ['staff', 'ordinary'] as const;
export const userSorts = ['name', 'joined', 'seen'] as const;

export const UserQuerySchema = z.object({
  page: pageNumber,
  search: searchText,
  state: oneOf(userStates),
  role: oneOf(userRoles),
  sort: z.enum(userSorts).catch('name'),
});

export type UserQuery = z.output<typeof UserQuerySchema>;

/** Without a password, a one-time link opens the account; a given password must be changed at the first sign-in. */
export const UserCreateSchema = z
  .object({
    username: newUsername,
    email,
    locale: choice(locales, 'en'),
    is_staff: checkbox,
    password1: z.string().default(''),
  })
  .superRefine((fields, context) => {
    if (fields.password1 !== '') checkNewPassword({ ...fields, password2: fields.password1 }, fields, context);
  });

export type UserCreateInput = z.output<typeof UserCreateSchema>;

/** The username, typed once more as a confirmation. */
export const UserDeleteSchema = z.object({ username: usernameField(1000) });

const minReasonLength = 10;

export const RecordAccessSchema = z.object({
  reason: required(singleLine(300)).refine(
    (text) => text === '' || [...text].length >= minReasonLength,
    'admin.recordAccess.reasonTooShort',
  ),
});
