import { z } from 'zod';
import { rhythm } from '../keepInTouch/rhythm.ts';
import { maxFilterTags, tagNames } from '../tags/tags.schema.ts';
import {
  checkbox,
  choice,
  email,
  isParsed,
  maxEmailLength,
  maxNotesLength,
  maxPhoneLength,
  multiLine,
  phone,
  singleLine,
} from '../validation/formFields.ts';
import { pickerFields } from '../validation/pickerFields.ts';
import { givenId, givenIds, oneOf, pageNumber, searchText } from '../validation/queryFields.ts';
import { latestDate, parseBirthday } from './birthday.ts';
import { contactPointLabels, maxContactPoints, readContactPoints, writeContactPoints } from './contactPoints.ts';
import { nextSteps } from './nextStep.ts';

export const contactStatuses = ['lead', 'prospect', 'customer', 'churned'] as const;
export type ContactStatus = (typeof contactStatuses)[number];

export const contactSorts = ['newest', 'next', 'name', 'status'] as const;
export type ContactSort = (typeof contactSorts)[number];

export const untouchedYears = ['1', '2', '3', '5', '10'] as const;

export const maxContactLengths = {
  first_name: 100,
  last_name: 100,
  position: 100,
  email: maxEmailLength,
  phone: maxPhoneLength,
  address: 2_000,
  source: 100,
} as const;

/** All emails or phones except the first; empty rows are left out. */
const morePoints = (value: typeof email) => {
  const rows = z.array(z.object({ label: z.enum(contactPointLabels), value }));
  return z
    .unknown()
    .optional()
    .transform((given): z.input<typeof rows> => readContactPoints(given))
    .pipe(rows)
    .transform((points) => points.filter((point) => point.value !== ''))
    .refine((points) => points.length < maxContactPoints, 'contacts.error.tooManyPoints')
    .meta({ formText: writeContactPoints });
};

const birthday = singleLine(50).transform((text, context) => {
  const parsed = parseBirthday(text, latestDate());
  if (!parsed.ok) context.addIssue({ code: 'custom', message: parsed.problem });
  return parsed.ok ? parsed.value : text;
});

export const ContactSchema = z
  .object({
    first_name: singleLine(maxContactLengths.first_name),
    last_name: singleLine(maxContactLengths.last_name),
    ...pickerFields('company'),
    position: singleLine(maxContactLengths.position),
    email,
    email_label: choice(contactPointLabels, 'other'),
    more_emails: morePoints(email),
    phone,
    phone_label: choice(contactPointLabels, 'other'),
    more_phones: morePoints(phone),
    address: multiLine(maxContactLengths.address),
    birthday,
    source: singleLine(maxContactLengths.source),
    is_starred: checkbox,
    status: choice(contactStatuses, 'lead'),
    tags: tagNames,
    keep_in_touch_days: rhythm,
    notes: multiLine(maxNotesLength),
    save_anyway: checkbox,
  })
  .refine(({ first_name, last_name }) => first_name !== '' || last_name !== '', {
    path: ['first_name'],
    message: 'forms.nameNeeded',
    when: isParsed,
  });

export type ContactInput = z.output<typeof ContactSchema>;

export const ContactQuerySchema = z.object({
  page: pageNumber,
  status: oneOf(contactStatuses),
  next: oneOf(nextSteps),
  /** Only contacts with all of these tags. */
  tag: givenIds(maxFilterTags),
  starred: oneOf(['1']),
  source: searchText,
  /** Only contacts untouched for this many years. */
  untouched: oneOf(untouchedYears),
  /** Only contacts that this import added or changed. */
  imported: givenId,
  /** Only contacts that are due by their rhythm. */
  touch: oneOf(['owed']),
  search: searchText,
  sort: z.enum(contactSorts).catch('newest'),
});

export type ContactQuery = z.output<typeof ContactQuerySchema>;

const searchedPoints = z
  .unknown()
  .optional()
  .transform((given) => readContactPoints(given).slice(0, maxContactPoints))
  .pipe(z.array(z.object({ label: z.enum(contactPointLabels), value: searchText })));

/** The fields sent to find duplicates while the form is filled in; any of them may be missing. */
export const DuplicateQuerySchema = z.object({
  first_name: searchText,
  last_name: searchText,
  email: searchText,
  phone: searchText,
  more_emails: searchedPoints,
  more_phones: searchedPoints,
  company_name: searchText,
  except: givenId,
});
