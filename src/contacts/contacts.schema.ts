import { z } from 'zod';
import { choice, email, emailLength, flag, isRead, line, lines, phone, phoneLength } from '../http/forms/fields.ts';
import { pickerFields } from '../http/forms/pickerFields.ts';
import { pageNumber } from '../http/pageNumber.ts';
import { givenId, oneOf, searchText } from '../http/query.ts';
import { nextSteps } from './nextStep.ts';

export const contactStatuses = ['lead', 'prospect', 'customer', 'churned'] as const;
export type ContactStatus = (typeof contactStatuses)[number];

export const contactSorts = ['newest', 'next', 'name', 'status'] as const;
export type ContactSort = (typeof contactSorts)[number];

/** The most signs of each field. */
export const contactLengths = {
  first_name: 100,
  last_name: 100,
  position: 100,
  email: emailLength,
  phone: phoneLength,
} as const;

export const ContactSchema = z
  .object({
    first_name: line(contactLengths.first_name),
    last_name: line(contactLengths.last_name),
    ...pickerFields('company'),
    position: line(contactLengths.position),
    email,
    phone,
    status: choice(contactStatuses, 'lead'),
    notes: lines(50_000),
    save_anyway: flag,
  })
  .refine(({ first_name, last_name }) => first_name !== '' || last_name !== '', {
    path: ['first_name'],
    message: 'forms.nameNeeded',
    when: isRead,
  });

export type ContactInput = z.output<typeof ContactSchema>;

export const ContactQuerySchema = z.object({
  page: pageNumber,
  status: oneOf(contactStatuses),
  next: oneOf(nextSteps),
  search: searchText,
  sort: z.enum(contactSorts).catch('newest'),
});

export type ContactQuery = z.output<typeof ContactQuerySchema>;

/** What is compared while a name is typed; anything may be missing. */
export const LookalikeQuerySchema = z.object({
  first_name: searchText,
  last_name: searchText,
  email: searchText,
  phone: searchText,
  except: givenId,
});
