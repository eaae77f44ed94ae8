import { z } from 'zod';
import type { ContactRow } from '../contacts/contactRow.ts';
import type { OwnedDb } from '../db/owned.ts';
import type { Moment } from '../i18n/dates.ts';
import { type Ai, ask, shaped } from './ask.service.ts';
import { entriesOf, sendable } from './contactData.ts';
import { bodyLength, type EmailWish, subjectLength } from './email.schema.ts';
import { instructions, tasks } from './instructions.ts';
import { modelLine, modelText } from './modelText.ts';

const Wire = z.object({
  subject: z.string().describe('The subject line.'),
  body: z.string().describe('The whole e-mail as plain text with line breaks.'),
});

const answer = { name: 'write_email', description: 'Hands over the draft.', schema: z.toJSONSchema(Wire) };

const Draft = Wire.transform(({ subject, body }) => ({
  subject: modelLine(subject, subjectLength),
  body: modelText(body, bodyLength),
})).refine(({ body }) => body !== '');

type EmailDraft = z.output<typeof Draft>;

/** A follow-up e-mail to the contact as a draft: nothing is sent or kept. @throws AiError */
export async function draftEmail(
  db: OwnedDb,
  ai: Ai,
  contact: ContactRow,
  { tone, language }: EmailWish,
  moment: Moment,
): Promise<{ draft: EmailDraft; model: string }> {
  const { json: data } = sendable(await entriesOf(db, contact), moment);
  const request = {
    system: instructions.email(answer.name),
    data,
    task: tasks.email(language, tone),
    answer,
    maxTokens: 3_000,
  };
  const answered = await ask(db, ai, 'email', request, shaped(Draft));
  return { draft: answered.value, model: answered.answer.model };
}
