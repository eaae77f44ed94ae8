import type { CountryCode } from 'libphonenumber-js';
import { parseBusinessCard } from '../cardReader/businessCard.ts';
import type { WaitingMail } from './waitingMails.service.ts';

export interface NewPerson {
  first_name: string;
  last_name: string;
  company: string;
  position: string;
  phone: string;
}

/** What the name of the sender and the signature say about somebody who is not yet a contact. */
export function newPerson(
  { name, email, details }: Pick<WaitingMail, 'name' | 'email' | 'details'>,
  country: CountryCode,
): NewPerson {
  const named = parseBusinessCard(`${name} ${email}`.trim(), country);
  const signed = parseBusinessCard(details.signature, country);
  const { company, position, phone } = signed;
  const who = [named, signed].find((card) => card.first_name !== '' || card.last_name !== '');
  const { first_name, last_name } = who ?? { first_name: name || (email.split('@')[0] ?? ''), last_name: '' };
  return { first_name, last_name, company: company || named.company, position, phone };
}
