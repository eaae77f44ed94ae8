import { companySource } from '../companies/companies.service.ts';
import { ContactSchema } from '../contacts/contacts.schema.ts';
import { createContact } from '../contacts/contacts.service.ts';
import type { OwnedDb } from '../db/owned.ts';
import type { Moment } from '../i18n/dates.ts';
import { createInteraction } from '../interactions/logInteraction.service.ts';
import { email as emailField } from '../validation/formFields.ts';
import { mailContent } from './mailContent.ts';
import { addAddress } from './mailPeople.service.ts';
import type { MailReviewInput } from './mailReview.schema.ts';
import type { NewPerson } from './newPerson.ts';
import { findLogged, removeWaiting, type WaitingMail } from './waitingMails.service.ts';

/** A mail that was checked, and the person it goes to: a contact, or one to be created. */
export interface MailToSave {
  waiting: Pick<WaitingMail, 'id' | 'message_hash' | 'email'>;
  input: Pick<MailReviewInput, 'direction' | 'occurred_at' | 'subject' | 'content'>;
  person: number | NewPerson;
  /** Whether the contact is given the address of the mail. */
  isNewAddress?: boolean | undefined;
}

export interface SavedMails {
  ok: true;
  entries: { id: number; contactId: number }[];
  /** How many had already been logged. */
  alreadyLogged: number;
  created: number;
  /** How many contacts got a new address. */
  addressesAdded: number;
}

/** Logs mails as one act, and deletes those that were removed. */
export function saveMails(
  db: OwnedDb,
  { mails, removed }: { mails: MailToSave[]; removed: number[] },
  moment: Moment,
): Promise<SavedMails> {
  return db.transaction(async (tx) => {
    // A second form with the same mails waits for the first.
    await tx.lock();
    const saved: SavedMails = { ok: true, entries: [], alreadyLogged: 0, created: 0, addressesAdded: 0 };
    const newPeople = new Map<string, number>();
    for (const mail of mails) await saveMail(tx, mail, { saved, newPeople, moment });
    await removeWaiting(tx, [...removed, ...mails.map(({ waiting }) => waiting.id)]);
    return saved;
  });
}

interface Progress {
  saved: SavedMails;
  /** New people by address: several mails of one person create one contact. */
  newPeople: Map<string, number>;
  moment: Moment;
}

async function saveMail(tx: OwnedDb, mail: MailToSave, { saved, newPeople, moment }: Progress): Promise<void> {
  const { waiting, input, person, isNewAddress } = mail;
  if (await findLogged(tx, waiting.message_hash)) {
    saved.alreadyLogged++;
    return;
  }
  const contactId =
    typeof person === 'number' ? person : await findOrCreate(tx, { ...person, email: waiting.email }, newPeople);
  if (isNewAddress && isAddress(waiting.email) && (await addAddress(tx, contactId, waiting.email)))
    saved.addressesAdded++;
  const id = await logMail(tx, { ...input, message_hash: waiting.message_hash, contactId }, moment);
  saved.created = newPeople.size;
  saved.entries.push({ id, contactId });
}

interface MailEntry {
  contactId: number;
  direction: 'received' | 'sent';
  message_hash: string;
  subject: string;
  content: string;
  /** Null stands for now. */
  occurred_at: Date | null;
}

/** Writes a mail into the timeline of a contact. Returns the id of the entry. */
export function logMail(db: OwnedDb, mail: MailEntry, { now }: Pick<Moment, 'now'>): Promise<number> {
  const { contactId, direction, message_hash, occurred_at } = mail;
  const written = { direction, message_hash, content: mailContent(mail), occurred_at: occurred_at ?? now };
  return createInteraction(db, contactId, { interaction_type: 'email', ...written });
}

async function findOrCreate(
  tx: OwnedDb,
  { company, ...person }: NewPerson & { email: string },
  newPeople: Map<string, number>,
): Promise<number> {
  const known = newPeople.get(person.email);
  if (person.email !== '' && known !== undefined) return known;
  const email = isAddress(person.email) ? person.email : '';
  const input = ContactSchema.parse({ ...person, email, ...(await companyFields(tx, company)), save_anyway: '1' });
  const saved = await createContact(tx, input);
  if (!saved.ok) throw new TypeError('A contact that was checked could not be created.');
  newPeople.set(person.email || String(saved.id), saved.id);
  return saved.id;
}

const isAddress = (text: string) => text !== '' && emailField.safeParse(text).success;

/** The first company of this name, else a new one. */
async function companyFields(tx: OwnedDb, name: string) {
  if (name === '') return {};
  const [named] = await companySource(tx).named(name);
  return { company_name: name, company_pick: named ? String(named.id) : 'new' };
}
