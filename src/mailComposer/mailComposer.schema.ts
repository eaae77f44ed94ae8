import { z } from 'zod';
import { maxSubjectLength } from '../mailReader/subject.ts';
import { choice, multiLine, required, singleLine } from '../validation/formFields.ts';
import { findPlaceholder } from './templateFields.ts';

export const maxBodyLength = 10_000;

/** `edit` returns from the preview to the form; `log` logs an email that was sent elsewhere. */
const composerActions = ['preview', 'edit', 'send', 'log'] as const;

const finished = <T extends z.ZodType<string>>(field: T) =>
  field.refine((text) => findPlaceholder(text) === undefined, 'mailComposer.error.placeholder');

export const MailDraftSchema = z.object({
  /** One of the addresses of the contact; empty means the first. */
  to: singleLine(254),
  subject: finished(required(singleLine(maxSubjectLength))),
  body: finished(required(multiLine(maxBodyLength))),
  do: choice(composerActions, 'preview'),
  /** Whether AI has written it. */
  origin: choice(['own', 'ai'], 'own'),
});

export const TemplateSchema = z.object({
  name: required(singleLine(100)),
  subject: required(singleLine(maxSubjectLength)),
  body: required(multiLine(maxBodyLength)),
});
