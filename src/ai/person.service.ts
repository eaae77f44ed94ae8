import { z } from 'zod';
import { companyNameLength } from '../companies/companies.schema.ts';
import { contactLengths } from '../contacts/contacts.schema.ts';
import type { OwnedDb } from '../db/owned.ts';
import type { Locale } from '../i18n/translate.ts';
import { type Ai, ask, shaped } from './ask.service.ts';
import { asData } from './contactData.ts';
import { instructions, tasks } from './instructions.ts';
import { modelLine } from './modelText.ts';

const field = (most: number) => z.string().transform((text) => modelLine(text, most));

const Wire = z.object({
  first_name: z.string(),
  last_name: z.string(),
  email: z.string(),
  phone: z.string().describe('As written, with the country prefix if given.'),
  company_name: z.string(),
  position: z.string(),
  notes: z.string().describe('What else is worth keeping, short; empty when nothing.'),
});

const Person = z
  .object({
    first_name: field(contactLengths.first_name),
    last_name: field(contactLengths.last_name),
    email: field(contactLengths.email),
    phone: field(contactLengths.phone),
    company_name: field(companyNameLength),
    position: field(contactLengths.position),
    notes: field(2_000),
  })
  .refine((person) => Object.values(person).some((value) => value !== ''));

type ExtractedPerson = z.output<typeof Person>;

const answer = { name: 'write_person', description: 'Hands over the details.', schema: z.toJSONSchema(Wire) };
const longestText = 10_000;

/** A person's details out of pasted text, to be put into a form and looked at; nothing is saved. @throws AiError */
export async function extractPerson(db: OwnedDb, ai: Ai, text: string, locale: Locale): Promise<ExtractedPerson> {
  const request = {
    system: instructions.person(answer.name),
    data: asData({ text: text.slice(0, longestText) }),
    task: tasks.person(locale),
    answer,
    maxTokens: 1_500,
  };
  return (await ask(db, ai, 'person', request, shaped(Person))).value;
}
