import { z } from 'zod';
import { maxFilterTags, tagNames } from '../tags/tags.schema.ts';
import {
  checkbox,
  choice,
  email,
  isParsed,
  maxEmailLength,
  maxPhoneLength,
  multiLine,
  phone,
  singleLine,
} from '../validation/formFields.ts';
import { pickerFields } from '../validation/pickerFields.ts';
import { givenId, givenIds, oneOf, pageNumber, searchText } from '../validation/queryFields.ts';
import { nextSteps } from './nextStep.ts';

export const contactStatuses = ['lead', 'prospect', 'customer', 'churned'] as const;
export type ContactStatus = (typeof contactStatuses)[number];

export const contactSorts = ['newest', 'next', 'name', 'status'] as const;
export type ContactSort = (typeof contactSorts)[number];

export const maxContactLengths = {
  first_name: 100,
  last_name: 100,
  position: 100,
  email: maxEmailLength,
  phone: maxPhoneLength,
} as const;

export const ContactSchema = z
  .object({
    first_name: singleLine(maxContactLengths.first_name),
    last_name: singleLine(maxContactLengths.last_name),
    ...pickerFields('company'),
    position: singleLine(maxContactLengths.position),
    email,
    phone,
    status: choice(contactStatuses, 'lead'),
    tags: tagNames,
    notes: multiLine(50_000),
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
  /** All of these tags. */
  tag: givenIds(maxFilterTags),
  starred: oneOf(['1']),
  source: searchText,
  search: searchText,
  sort: z.enum(contactSorts).catch('newest'),
});

export type ContactQuery = z.output<typeof ContactQuerySchema>;

/** What the form sends to find duplicates while a name is typed; every field may be missing. */
export const DuplicateQuerySchema = z.object({
  first_name: searchText,
  last_name: searchText,
  email: searchText,
  phone: searchText,
  except: givenId,
});
