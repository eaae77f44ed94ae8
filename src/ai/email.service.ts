import { z } from 'zod';
import type { ContactRow } from '../contacts/contactRow.ts';
import type { OwnedDb } from '../db/owned.ts';
import type { Moment } from '../i18n/dates.ts';
import { maxBodyLength } from '../mailComposer/mailComposer.schema.ts';
import { maxSubjectLength } from '../mailReader/subject.ts';
import { type AiContext, ask, parseAs } from './ask.service.ts';
import { contactData, readContactEntries } from './contactData.ts';
import type { EmailOptions } from './email.schema.ts';
import { modelLine, modelText } from './modelText.ts';
import { systemPrompts, taskPrompts } from './prompts.ts';

const AnswerSchema = z.object({
  subject: z.string().describe('The subject line.'),
  body: z.string().describe('The whole email as plain text with line breaks.'),
});

const answer = { name: 'write_email', description: 'Hands over the draft.', schema: z.toJSONSchema(AnswerSchema) };

const DraftSchema = AnswerSchema.transform(({ subject, body }) => ({
  subject: modelLine(subject, maxSubjectLength),
  body: modelText(body, maxBodyLength),
})).refine(({ body }) => body !== '');

type EmailDraft = z.output<typeof DraftSchema>;

/** Drafts a follow-up email to the contact; stores nothing. @throws AiError */
export async function draftEmail(
  db: OwnedDb,
  ai: AiContext,
  contact: ContactRow,
  { tone, language }: EmailOptions,
  moment: Moment,
): Promise<{ draft: EmailDraft; model: string }> {
  const { json: data } = contactData(await readContactEntries(db, contact), moment);
  const request = {
    system: systemPrompts.email(answer.name),
    data,
    task: taskPrompts.email(language, tone),
    answer,
    maxTokens: 3_000,
  };
  const parsed = await ask(db, ai, 'email', request, parseAs(DraftSchema));
  return { draft: parsed.value, model: parsed.answer.model };
}
