import { fullName } from '../contacts/contactName.ts';
import { type ContactPoint, contactPointsOf } from '../contacts/contactPoints.ts';
import { contentLine } from '../core/contentLine.ts';
import { parsePhones } from '../core/phoneNumber.ts';
import type { ExportedContact } from './exportedContacts.service.ts';
import { card, emailLines, given, phoneLines } from './vcard.ts';

/** The part of a contact that fits into a QR code; never an address or notes. */
export interface ShortCard {
  vcard: string;
  phones: string[];
  emails: string[];
  position: string;
  company: string;
  /** Something was left out, as the code would be too dense. */
  isShortened: boolean;
}

/** The camera of an older phone cannot read a code with more bytes from a screen. */
const maxBytes = 450;
const maxPhones = 2;

export function shortVcard(contact: ExportedContact): ShortCard {
  const company = contact.company_name ?? '';
  const [phones, emails] = [numbersOf(contact).slice(0, maxPhones), contactPointsOf('email', contact).slice(0, 1)];
  const whole = { phones, emails, position: contact.position, company };
  const main = { ...whole, phones: phones.slice(0, 1), position: '' };
  const versions = [whole, main, { ...main, company: '' }, { ...main, company: '', emails: [] }];
  const cards = versions.map((parts) => toCard(contact, parts));
  const bare = toCard(contact, { phones: [], emails: [], position: '', company: '' });
  const shown = cards.find(({ vcard }) => Buffer.byteLength(vcard) <= maxBytes) ?? bare;
  return { ...shown, isShortened: shown !== cards[0] };
}

/** Numbers without remarks, one by one when a field holds several. */
function numbersOf(contact: ExportedContact): ContactPoint[] {
  return contactPointsOf('phone', contact).flatMap(({ label, value }) =>
    parsePhones(value).map(({ text }) => ({ label, value: text })),
  );
}

interface Parts {
  phones: ContactPoint[];
  emails: ContactPoint[];
  position: string;
  company: string;
}

function toCard(
  contact: ExportedContact,
  { phones, emails, position, company }: Parts,
): Omit<ShortCard, 'isShortened'> {
  const lines = [
    contentLine('N', [contact.last_name, contact.first_name]),
    contentLine('FN', fullName(contact)),
    ...given('ORG', company),
    ...given('TITLE', position),
    ...phoneLines(phones),
    ...emailLines(emails),
  ];
  const values = (points: ContactPoint[]) => points.map(({ value }) => value);
  return { vcard: unfolded(card(lines)), phones: values(phones), emails: values(emails), position, company };
}

/** Cameras do not unfold lines. */
function unfolded(vcard: string): string {
  return vcard.replaceAll('\r\n ', '');
}
