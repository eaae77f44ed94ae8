import { splitPhones } from '../core/phoneNumber.ts';
import { email, phone } from '../validation/formFields.ts';

interface FirstValue {
  /** Empty when the cell holds no valid one. */
  value: string;
  /** Everything else in the cell. */
  rest: string;
}

interface Found {
  value: string;
  words: string;
}

const placeholder = /^(?:[-–—.?]+|brak|nie ma|nieznany|none|null|unknown|n\/?a)$/iu;

/** Longer ones are prose, and slow to search. */
const maxSearchedLength = 500;

export function firstPhone(cell: string): FirstValue {
  return findFirst(cell, splitPhones, findPhone);
}

export function firstEmail(cell: string): FirstValue {
  return findFirst(cell, (text) => text.split(emailSeparator).map((part) => part.trim()), findEmail);
}

const emailSeparator = /:::|[;,|\n]|\s\/\s|\/(?=[^\s/]+@)/u;

function findFirst(
  cell: string,
  split: (text: string) => string[],
  find: (part: string) => Found | undefined,
): FirstValue {
  if (placeholder.test(cell)) return { value: '', rest: '' };
  if (cell.length > maxSearchedLength) return { value: '', rest: cell };
  const parts = split(cell);
  const founds = parts.map(find);
  const at = founds.findIndex((found) => found !== undefined);
  const rest = parts.map((part, index) => (index === at ? (founds[at]?.words ?? '') : part));
  return { value: founds[at]?.value ?? '', rest: rest.filter(Boolean).join(', ') };
}

const digits = /[+＋]?\(?\d(?:[\s().*/-]*\d){6,}(?![:\d])/u;
const withExtension = /(?:ext|wew|x|#|,|;|\bp)[.\s=]*\d+\)?$/iu;
/** They say no more than the name of the field. */
const plainLabel = /^(?:tel(?:efon|ephone)?|phone|ph|nr|numer|number|no|t|p|mailto|e-?mail)?[\s.:]*$/iu;

function findPhone(part: string): Found | undefined {
  if (!/\p{L}/u.test(part) || withExtension.test(part)) return findWhole(phone, part) ?? findIn(part, digits, phone);
  return findIn(part, digits, phone) ?? findWhole(phone, part);
}

const address = /[^\s@<>()[\],;:\\"]+@[^\s@<>()[\],;:\\"]*[^\s@<>()[\],;:\\".]/u;

function findEmail(part: string): Found | undefined {
  return findWhole(email, part) ?? findIn(part, address, email);
}

type Rule = typeof phone | typeof email;

function findWhole(rule: Rule, part: string): Found | undefined {
  return part !== '' && rule.safeParse(part).success ? { value: part, words: '' } : undefined;
}

function findIn(part: string, pattern: RegExp, rule: Rule): Found | undefined {
  const [value] = pattern.exec(part) ?? [];
  if (value === undefined || !rule.safeParse(value).success) return undefined;
  const words = part
    .replace(value, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s()<>"'`,;-]+|[\s()<>"'`,;-]+$/gu, '');
  return { value, words: plainLabel.test(words) ? '' : words };
}
