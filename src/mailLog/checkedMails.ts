import type { Request } from 'express';
import { guessCountry } from '../cardReader/country.ts';
import { contactSource } from '../contacts/contactPicker.service.ts';
import { type PickerOption, resolvePick } from '../db/picker.ts';
import { draftValues } from '../http/forms/formDraft.ts';
import { currentMoment, ownedDb } from '../http/request.ts';
import type { Translate } from '../i18n/translate.ts';
import { wallTimeAt } from '../interactions/wallTime.ts';
import { type FieldError, type Form, filledForm, parseForm, withError } from '../validation/form.ts';
import { type CheckedMailSchema, checkedMailSchema } from './checkedMail.schema.ts';
import { withAttachments } from './mailContent.ts';
import { findPeople, findPeopleByName, type MailPerson } from './mailPeople.service.ts';
import { newPerson } from './newPerson.ts';
import type { MailToSave } from './saveMails.service.ts';
import type { WaitingMail } from './waitingMails.service.ts';

/** A mail of the check page with its form, whose fields are named `m12_subject`. */
export interface CheckedMail {
  waiting: WaitingMail;
  prefix: string;
  people: MailPerson[];
  form: Form<CheckedMailSchema>;
  /** Contacts to choose from where a typed name is not clear. */
  unclear: PickerOption[] | undefined;
}

/** The page before anything is typed into it, or what came back of it after a session had ended. */
export async function blankChecks(req: Request, t: Translate, waiting: WaitingMail[]): Promise<CheckedMail[]> {
  const people = await peopleOf(req, waiting);
  return waiting.map((mail, at) => {
    const found = people[at] ?? [];
    const prefix = prefixOf(mail);
    const schema = checkedMailSchema(currentMoment(req));
    const values = { ...initialValues(req, t, mail, found), ...restored(prefix, Object.keys(schema.shape)) };
    return { waiting: mail, prefix, people: found, form: filledForm(schema, values), unclear: undefined };
  });
}

export interface ParsedChecks {
  checks: CheckedMail[];
  /** Undefined when something has to be corrected first. */
  work: { mails: MailToSave[]; removed: number[] } | undefined;
}

/** What was posted of the mails that still wait. */
export async function parseChecks(req: Request, waiting: WaitingMail[]): Promise<ParsedChecks> {
  const people = await peopleOf(req, waiting);
  const checks: CheckedMail[] = [];
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

type ParsedOne = { check: CheckedMail; save: MailToSave | 'later' | 'remove' | 'invalid' };

async function parseOne(req: Request, waiting: WaitingMail, people: MailPerson[]): Promise<ParsedOne> {
  const prefix = prefixOf(waiting);
  const parsed = parseForm(checkedMailSchema(currentMoment(req)), fieldsOf(req, prefix));
  const check: CheckedMail = { waiting, prefix, people, form: parsed.form, unclear: undefined };
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
  check: CheckedMail,
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

function invalid(check: CheckedMail, field: 'contact' | 'first_name' | 'content', error: FieldError): ParsedOne {
  return { check: { ...check, form: withError(check.form, field, error) }, save: 'invalid' };
}

function initialValues(req: Request, t: Translate, mail: WaitingMail, people: MailPerson[]) {
  const { timeZone, now } = currentMoment(req);
  // Of several people of one name nobody knows which is meant.
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

/** The contacts of each mail: those of its other side first; where nobody has an address of it, those of the same name. */
async function peopleOf(req: Request, waiting: WaitingMail[]): Promise<MailPerson[][]> {
  const addressesOf = ({ email, details }: WaitingMail) => [email, ...details.others.map(({ address }) => address)];
  const people = await findPeople(ownedDb(req), waiting.flatMap(addressesOf));
  const found = waiting.map((mail) =>
    distinctPeople(addressesOf(mail).flatMap((address) => people.get(address) ?? [])),
  );
  const names = waiting.flatMap(({ name }, at) => (name !== '' && found[at]?.length === 0 ? [name] : []));
  const namesakes = await findPeopleByName(ownedDb(req), [...new Set(names)]);
  return waiting.map(({ name }, at) => (found[at]?.length ? found[at] : (namesakes.get(name) ?? [])));
}

function distinctPeople(people: MailPerson[]): MailPerson[] {
  return people.filter(({ id }, at) => people.findIndex((one) => one.id === id) === at).slice(0, 8);
}

const prefixOf = ({ id }: WaitingMail) => `m${id}_`;

function isShown(req: Request, prefix: string): boolean {
  return req.body?.[`${prefix}do`] !== undefined;
}

function fieldsOf(req: Request, prefix: string): Record<string, unknown> {
  const given = Object.entries((req.body ?? {}) as Record<string, unknown>);
  return Object.fromEntries(
    given.flatMap(([name, value]) => (name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [])),
  );
}

function restored(prefix: string, names: string[]): Record<string, unknown> {
  const values = Object.entries(draftValues(names.map((name) => prefix + name)));
  return Object.fromEntries(values.map(([name, value]) => [name.slice(prefix.length), value]));
}
