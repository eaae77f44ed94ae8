import type { Request } from 'express';
import { contactSource } from '../contacts/contactPicker.service.ts';
import { resolvePick } from '../db/picker.ts';
import { currentMoment, ownedDb } from '../http/request.ts';
import { type FieldError, parseForm, withError } from '../validation/form.ts';
import { findPeopleOfMails, type MailPerson } from './mailPeople.service.ts';
import { mailReviewSchema } from './mailReview.schema.ts';
import { type MailReview, prefixOf } from './mailReviews.ts';
import type { MailToSave } from './saveMails.service.ts';
import type { WaitingMail } from './waitingMails.service.ts';

export interface ParsedChecks {
  checks: MailReview[];
  /** Undefined when something has to be corrected first. */
  work: { mails: MailToSave[]; removed: number[] } | undefined;
}

/** Reads what was posted about the mails that still wait. */
export async function parseReviews(req: Request, waiting: WaitingMail[]): Promise<ParsedChecks> {
  const people = await findPeopleOfMails(ownedDb(req), waiting);
  const checks: MailReview[] = [];
  const work: ParsedChecks['work'] = { mails: [], removed: [] };
  let isValid = true;
  for (const [at, mail] of waiting.entries()) {
    const parsed = await parseOne(req, mail, people[at] ?? []);
    checks.push(parsed.check);
    if (parsed.save === 'remove') work.removed.push(mail.id);
    else if (parsed.save === 'invalid') isValid = false;
    else if (parsed.save !== 'later') work.mails.push(parsed.save);
  }
  return { checks, work: isValid ? work : undefined };
}

type ParsedOne = { check: MailReview; save: MailToSave | 'later' | 'remove' | 'invalid' };

async function parseOne(req: Request, waiting: WaitingMail, people: MailPerson[]): Promise<ParsedOne> {
  const prefix = prefixOf(waiting);
  const parsed = parseForm(mailReviewSchema(currentMoment(req)), fieldsOf(req, prefix));
  const check: MailReview = { waiting, prefix, people, form: parsed.form, unclear: undefined };
  const chosen = parsed.form.values.do;
  // A mail that came while the page was open is not decided yet.
  if (!isShown(req, prefix) || chosen === 'later') return { check, save: 'later' };
  if (chosen === 'remove') return { check, save: 'remove' };
  if (!parsed.ok) return { check, save: 'invalid' };
  const { direction, occurred_at, subject, content, ...rest } = parsed.data;
  if (subject === '' && content === '') return invalid(check, 'content', { key: 'forms.required' });
  const input = { direction, occurred_at, subject, content };
  if (rest.who !== 'other') return chosenPerson(check, input, rest);
  const picked = await resolvePick(
    { id: rest.contact, name: rest.contact_name, pick: rest.contact_pick },
    contactSource(ownedDb(req)),
  );
  if (picked.kind === 'existing') return { check, save: { waiting, input, person: picked.id } };
  const options = picked.kind === 'unclear' && rest.contact_name !== '' ? picked.options : undefined;
  const key = options?.length ? 'mailLog.error.unclear' : 'quickAdd.error.contactMissing';
  return invalid({ ...check, unclear: options?.length ? options : undefined }, 'contact', { key });
}

function chosenPerson(
  check: MailReview,
  input: MailToSave['input'],
  { who, first_name, last_name, company, position, phone }: Record<string, unknown> & { who: string },
): ParsedOne {
  const { waiting, people } = check;
  if (who !== 'new') {
    const person = people.find(({ id }) => String(id) === who);
    return person
      ? { check, save: { waiting, input, person: person.id, isNewAddress: person.isNamesake } }
      : invalid(check, 'contact', { key: 'forms.choice' });
  }
  if (first_name === '' && last_name === '') return invalid(check, 'first_name', { key: 'forms.nameNeeded' });
  const person = { first_name, last_name, company, position, phone } as Exclude<MailToSave['person'], number>;
  return { check, save: { waiting, input, person } };
}

function invalid(check: MailReview, field: 'contact' | 'first_name' | 'content', error: FieldError): ParsedOne {
  return { check: { ...check, form: withError(check.form, field, error) }, save: 'invalid' };
}

function isShown(req: Request, prefix: string): boolean {
  return req.body?.[`${prefix}do`] !== undefined;
}

function fieldsOf(req: Request, prefix: string): Record<string, unknown> {
  const given = Object.entries((req.body ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    given.flatMap(([name, value]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [])),
  );
}
