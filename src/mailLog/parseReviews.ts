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

export interface ParsedReviews {
  reviews: MailReview[];
  /** Undefined when something has to be corrected first. */
  work: { mails: MailToSave[]; removed: number[] } | undefined;
}

/** Reads what was posted about the mails that still wait. */
export async function parseReviews(req: Request, waiting: WaitingMail[]): Promise<ParsedReviews> {
  const people = await findPeopleOfMails(ownedDb(req), waiting);
  const reviews: MailReview[] = [];
  const work: ParsedReviews['work'] = { mails: [], removed: [] };
  let isValid = true;
  for (const [at, mail] of waiting.entries()) {
    const parsed = await parseOne(req, mail, people[at] ?? []);
    reviews.push(parsed.review);
    if (parsed.save === 'remove') work.removed.push(mail.id);
    else if (parsed.save === 'invalid') isValid = false;
    else if (parsed.save !== 'later') work.mails.push(parsed.save);
  }
  return { reviews, work: isValid ? work : undefined };
}

type ParsedOne = { review: MailReview; save: MailToSave | 'later' | 'remove' | 'invalid' };

async function parseOne(req: Request, waiting: WaitingMail, people: MailPerson[]): Promise<ParsedOne> {
  const prefix = prefixOf(waiting);
  const parsed = parseForm(mailReviewSchema(currentMoment(req)), fieldsOf(req, prefix));
  const review: MailReview = { waiting, prefix, people, form: parsed.form, unclear: undefined };
  const chosen = parsed.form.values.do;
  // A mail that came while the page was open is not decided yet.
  if (!isShown(req, prefix) || chosen === 'later') return { review, save: 'later' };
  if (chosen === 'remove') return { review, save: 'remove' };
  if (!parsed.ok) return { review, save: 'invalid' };
  const { direction, occurred_at, subject, content, ...rest } = parsed.data;
  if (subject === '' && content === '') return invalid(review, 'content', { key: 'forms.required' });
  const input = { direction, occurred_at, subject, content };
  if (rest.who !== 'other') return chosenPerson(review, input, rest);
  const picked = await resolvePick(
    { id: rest.contact, name: rest.contact_name, pick: rest.contact_pick },
    contactSource(ownedDb(req)),
  );
  if (picked.kind === 'existing') return { review, save: { waiting, input, person: picked.id } };
  const options = picked.kind === 'unclear' && rest.contact_name !== '' ? picked.options : undefined;
  const key = options?.length ? 'mailLog.error.unclear' : 'quickAdd.error.contactMissing';
  return invalid({ ...review, unclear: options?.length ? options : undefined }, 'contact', { key });
}

function chosenPerson(
  review: MailReview,
  input: MailToSave['input'],
  { who, first_name, last_name, company, position, phone }: Record<string, unknown> & { who: string },
): ParsedOne {
  const { waiting, people } = review;
  if (who !== 'new') {
    const person = people.find(({ id }) => String(id) === who);
    return person
      ? { review, save: { waiting, input, person: person.id, isNewAddress: person.isNamesake } }
      : invalid(review, 'contact', { key: 'forms.choice' });
  }
  if (first_name === '' && last_name === '') return invalid(review, 'first_name', { key: 'forms.nameNeeded' });
  const person = { first_name, last_name, company, position, phone } as Exclude<MailToSave['person'], number>;
  return { review, save: { waiting, input, person } };
}

function invalid(review: MailReview, field: 'contact' | 'first_name' | 'content', error: FieldError): ParsedOne {
  return { review: { ...review, form: withError(review.form, field, error) }, save: 'invalid' };
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
