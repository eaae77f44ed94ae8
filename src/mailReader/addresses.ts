import { cleanLine } from './cleanText.ts';
import type { MailAddress } from './mail.ts';

const address = /[^\s<>()[\],;:"'*|]+@[^\s<>()[\],;:"'*|@]+\.[^\s<>()[\],;:"'*|@.]{2,}/u;
const maxAddresses = 50;

/** All addresses of a text such as `Jan Kowalski <jan@example.com>; "Nowak, Ewa" <ewa@example.com>`. */
export function parseAddresses(text: string): MailAddress[] {
  const found: MailAddress[] = [];
  let rest = text.slice(0, 10_000).replace(/\[mailto:[^\]]*\]/gi, '');
  while (found.length < maxAddresses) {
    const match = address.exec(rest);
    if (!match) return found;
    found.push(mailAddress(rest.slice(0, match.index), match[0]));
    rest = rest.slice(match.index + match[0].length).replace(/^[\s>)\]"'*]*[,;]?/, '');
  }
  return found;
}

/** Cleans the name; a name that only repeats the address becomes empty. */
export function mailAddress(name: string, written: string): MailAddress {
  const lower = written
    .trim()
    .replace(/^mailto:/i, '')
    .toLowerCase();
  const plain = cleanLine(name)
    .replace(/^["'<([*\s,;]+|["'<([*\s,;]+$/g, '')
    .trim();
  return { name: plain.toLowerCase() === lower || plain.includes('@') ? '' : firstNameFirst(plain), address: lower };
}

/** Outlook writes `Kowalski, Jan`. */
function firstNameFirst(name: string): string {
  const [, last, first] = /^([^,]{2,40}), ([^,]{2,40})$/.exec(name) ?? [];
  return last && first ? `${first} ${last}` : name;
}

/** The first of each address. */
export function distinctAddresses(addresses: MailAddress[]): MailAddress[] {
  const seen = new Set<string>();
  return addresses.filter(({ address: one }) => !seen.has(one) && seen.add(one));
}
