import { isFirstName } from '../contacts/firstNames.ts';
import type { BusinessCard } from './cardFields.ts';
import { startsWithTitle } from './personName.ts';
import { parseVcard } from './vcard.ts';

/** A longer text is a whole email, of which too much may have been misread. */
const maxLength = 1500;

/** Whether a parsed text needs no check: its name is clearly a name, and every other part has a field. */
export function isCertain(text: string, card: BusinessCard): boolean {
  if (parseVcard(text)) return true;
  if (card.first_name === '' && card.last_name === '') return false;
  if (text.length > maxLength || isLongName(card)) return false;
  return isKnownName(text, card) || isPlainName(text, card);
}

/** A known first name, or a last name after "Pan" or a trade. */
function isKnownName(text: string, { first_name, last_name, position }: BusinessCard): boolean {
  if (first_name !== '') return isFirstName(first_name.split(' ')[0] ?? '');
  return last_name !== '' && (position !== '' || startsWithTitle(text.trim()));
}

/**
 * Two or three words in capitals with nothing but addresses beside them; in a signature the email must confirm them.
 */
function isPlainName(text: string, { first_name, last_name, email, phone, notes }: BusinessCard): boolean {
  const words = `${first_name} ${last_name}`.trim().split(' ');
  const isSignature = text.trim().includes('\n');
  const local = email.split('@')[0]?.toLowerCase() ?? '';
  if (isSignature) return words.some((word) => word.length > 2 && local.includes(word.toLowerCase()));
  const isTyped = /\p{Lu}/u.test(text) || email !== '' || phone !== '';
  return notes === '' && words.length <= 3 && isTyped;
}

/** "Jan Kowalski Acme" may be a person of three names, or one with a company. */
function isLongName({ first_name }: BusinessCard): boolean {
  const [, ...more] = first_name.split(' ');
  return more.length > 1 || more.some((word) => !isFirstName(word) && !/^\p{Lu}\.?$/u.test(word));
}
