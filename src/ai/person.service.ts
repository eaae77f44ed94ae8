import { z } from 'zod';
import { maxCompanyNameLength } from '../companies/companies.schema.ts';
import { maxContactLengths } from '../contacts/contacts.schema.ts';
import type { OwnedDb } from '../db/owned.ts';
import type { Locale } from '../i18n/translate.ts';
import { type AiContext, ask, parseAs } from './ask.service.ts';
import { toDataJson } from './contactData.ts';
import { modelLine } from './modelText.ts';
import { systemPrompts, taskPrompts } from './prompts.ts';

const field = (maxLength: number) => z.string().transform((text) => modelLine(text, maxLength));

const AnswerSchema = z.object({
  first_name: z.string(),
  last_name: z.string(),
  email: z.string(),
  phone: z.string().describe('As written, with the country prefix if given.'),
  company_name: z.string(),
  position: z.string(),
  notes: z.string().describe('What else is worth keeping, short; empty when nothing.'),
});

const PersonSchema = z
  .object({
    first_name: field(maxContactLengths.first_name),
    last_name: field(maxContactLengths.last_name),
    email: field(maxContactLengths.email),
    phone: field(maxContactLengths.phone),
    company_name: field(maxCompanyNameLength),
    position: field(maxContactLengths.position),
    notes: field(2_000),
  })
  .refine((person) => Object.values(person).some((value) => value !== ''));

type ExtractedPerson = z.output<typeof PersonSchema>;

const answer = { name: 'write_person', description: 'Hands over the details.', schema: z.toJSONSchema(AnswerSchema) };
const maxTextLength = 10_000;

/** Extracts a person's details from pasted text; stores nothing. @throws AiError */
export async function extractPerson(
  db: OwnedDb,
  ai: AiContext,
  text: string,
  locale: Locale,
): Promise<ExtractedPerson> {
  const request = {
    system: systemPrompts.person(answer.name),
    data: toDataJson({ text: text.slice(0, maxTextLength) }),
    task: taskPrompts.person(locale),
    answer,
    maxTokens: 1_500,
  };
  return (await ask(db, ai, 'person', request, parseAs(PersonSchema))).value;
}
