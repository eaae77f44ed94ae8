import type { Request } from 'express';
import { guessCountry } from '../cardReader/country.ts';
import type { PickerOption } from '../db/picker.ts';
import { draftValues } from '../http/forms/formDraft.ts';
import { currentMoment, ownedDb } from '../http/request.ts';
import type { Translate } from '../i18n/translate.ts';
import { wallTimeAt } from '../interactions/wallTime.ts';
import { type Form, filledForm } from '../validation/form.ts';
import { withAttachments } from './mailContent.ts';
import { findPeopleOfMails, type MailPerson } from './mailPeople.service.ts';
import { type MailReviewSchema, mailReviewSchema } from './mailReview.schema.ts';
import { newPerson } from './newPerson.ts';
import type { WaitingMail } from './waitingMails.service.ts';

/** A mail of the check page with its form, whose fields are named `m12_subject`. */
export interface MailReview {
  waiting: WaitingMail;
  prefix: string;
  people: MailPerson[];
  form: Form<MailReviewSchema>;
  /** Contacts to choose from where a typed name is not clear. */
  unclear: PickerOption[] | undefined;
}

/** The page before anything is typed into it, or with what was typed before the session ended. */
export async function blankReviews(req: Request, t: Translate, waiting: WaitingMail[]): Promise<MailReview[]> {
  const people = await findPeopleOfMails(ownedDb(req), waiting);
  return waiting.map((mail, at) => {
    const candidates = people[at] ?? [];
    const prefix = prefixOf(mail);
    const schema = mailReviewSchema(currentMoment(req));
    const values = { ...initialValues(req, t, mail, candidates), ...restored(prefix, Object.keys(schema.shape)) };
    return { waiting: mail, prefix, people: candidates, form: filledForm(schema, values), unclear: undefined };
  });
}

function initialValues(req: Request, t: Translate, mail: WaitingMail, people: MailPerson[]) {
  const { timeZone, now } = currentMoment(req);
  // Among several people of one name, nobody knows who is meant.
  const first = people[0]?.isNamesake && people.length > 1 ? undefined : people[0];
  const when = mail.occurred_at && mail.occurred_at < now ? mail.occurred_at : now;
  return {
    do: mail.details.kind === 'mail' ? 'save' : 'remove',
    who: first ? String(first.id) : mail.email === '' || mail.details.kind === 'bounce' ? 'other' : 'new',
    ...newPerson(mail, guessCountry(timeZone)),
    direction: mail.direction,
    occurred_at: wallTimeAt(when, timeZone),
    subject: mail.subject,
    content: withAttachments(t, mail.content, mail.details.attachments),
  };
}

/** It stands before the name of each field of a mail. */
export const prefixOf = ({ id }: WaitingMail) => `m${id}_`;

function restored(prefix: string, names: string[]): Record<string, unknown> {
  const values = Object.entries(draftValues(names.map((name) => prefix + name)));
  return Object.fromEntries(values.map(([name, value]) => [name.slice(prefix.length), value]));
}
