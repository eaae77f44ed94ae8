import { z } from 'zod';
import { maxContactLengths } from '../contacts/contacts.schema.ts';
import type { Moment } from '../i18n/dates.ts';
import { interactionSchema } from '../interactions/interactions.schema.ts';
import { maxTextLength } from '../mailReader/mail.ts';
import { maxSubjectLength } from '../mailReader/subject.ts';
import { choice, multiLine, phone, singleLine } from '../validation/formFields.ts';
import { pickerFields } from '../validation/pickerFields.ts';

export const mailChoices = ['save', 'later', 'remove'] as const;
export const mailDirections = ['received', 'sent'] as const;

/** `new`, `other` (of the picker), or the id of a person who was found. */
const who = z
  .string()
  .default('other')
  .refine((value) => /^(new|other|\d{1,10})$/.test(value), 'forms.choice');

/** One mail of the check page. */
export const mailReviewSchema = (moment: Moment) =>
  z.object({
    do: choice(mailChoices, 'save'),
    who,
    ...pickerFields('contact'),
    first_name: singleLine(maxContactLengths.first_name),
    last_name: singleLine(maxContactLengths.last_name),
    company: singleLine(200),
    position: singleLine(maxContactLengths.position),
    phone,
    direction: choice(mailDirections, 'received'),
    occurred_at: interactionSchema(moment).shape.occurred_at,
    subject: singleLine(maxSubjectLength),
    content: multiLine(maxTextLength),
  });

export type MailReviewSchema = ReturnType<typeof mailReviewSchema>;
export type MailReviewInput = z.output<MailReviewSchema>;
