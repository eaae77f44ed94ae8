import type { ShownContact } from '../contactFacts/contactFacts.service.ts';
import type { ContactPointLabel } from '../contacts/contactPoints.ts';
import { parsePhones } from '../core/phoneNumber.ts';
import { type LinkSettings, type MessageLinks, messageLinks } from './messageLinks.ts';

export interface ShownPhone {
  text: string;
  label: ContactPointLabel;
  /** Empty for the first phone, whose links are at the top of the page. */
  links: MessageLinks;
}

/** Each number of a contact as written; the first phone may hold several. */
export function shownPhones({ phone, phone_label, more_phones }: ShownContact, settings: LinkSettings): ShownPhone[] {
  const first = parsePhones(phone).map(({ text }) => text);
  const texts = first.length > 0 || phone === '' ? first : [phone];
  return [
    ...texts.map((text) => ({ text, label: phone_label, links: {} })),
    ...more_phones.map(({ value, label }) => ({ text: value, label, links: messageLinks(value, settings) })),
  ];
}
