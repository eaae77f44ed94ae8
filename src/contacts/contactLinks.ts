import { parsePhones } from '../core/phoneNumber.ts';

/**
 * A `tel:` link to the first number in a text, with the extension as in RFC 3966 and pauses as phones understand them.
 */
export function telHref(phone: string): string {
  const [number] = parsePhones(phone);
  if (!number) return `tel:${phone.replace(/[^+\d]/g, '')}`;
  const { dialed, extension, pauses } = number;
  return `tel:${dialed.replaceAll('#', '%23')}${pauses.replaceAll('#', '%23')}${extension && `;ext=${extension}`}`;
}

/** A search for an address on a map, which a phone may open in its own app. */
export function mapHref(address: string): string {
  return `https://www.google.com/maps/search/?api=1&query=${encodeURIComponent(address.replace(/\s+/g, ' '))}`;
}

/** A `mailto:` link. Characters that would add headers to it are encoded. */
export function mailHref(email: string): string {
  return `mailto:${encodeURIComponent(email).replaceAll('%40', '@')}`;
}
