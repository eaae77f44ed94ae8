import { countDigits, dialedNumber, minDigits } from './dialedNumber.ts';

/** One number of a text such as "tel. 22 555 01 01 wew. 12, kom. 601 555 100". */
export interface PhoneNumber {
  text: string;
  /** Digits, a leading `+` for a number with a country code; service codes keep `*` and `#`. */
  dialed: string;
  extension: string;
  /** The digits dialed after the call is answered; commas are pauses: ",,12". */
  pauses: string;
}

const label =
  'tel(?:efon|ephone)?|phone|ph|mob(?:ile|il)?|cell|kom(?:órka|órkowy)?|gsm|fax|faks|main|direct|office|biuro|dom|domowy|praca|pryw(?:atny)?|służb(?:owy)?|work|home|private|whatsapp|handy|festnetz|mobiltelefon|zentrale|portable|fixe|nr|numer|number|m|t|p|f|k|[bdhsw](?=\\s?:)';
const labelAtStart = new RegExp(`^(?:(?:${label})(?![\\p{L}\\d])[.:/)\\s-]*)+(?=[+\\d(*])`, 'iu');
const labelAtEnd = new RegExp(`[\\s,;:/-]+(?:(?:${label})(?!\\p{L})[.\\s]*)+$`, 'iu');
/** A name, a place or a time: "(Kasia)", "(po 16:00)", "(8-16)". */
const comment =
  /\((?!\s*(?:tel|wew|ext|nr|x|w\.|#))(?:(?=[^()]*\p{L})(?:\D|\d(?!(?:[\s-]*\d){4}))+?|\s*\d{1,2}(?::\d\d)?\s*[-–]\s*\d{1,2}(?::\d\d)?\s*)\)/giu;
const separator = new RegExp(
  [
    '\\s*(?:(?:;(?!\\s*ext|\\d{1,6}$)|[|\\n\\t•])|:::)\\s*',
    '\\s+(?:lub|albo|or|i|and|oraz|und|oder|et|ou|y)\\s+',
    '\\s*[/&]\\s*',
    '\\s*(?<!,),(?![\\s,]*(?:ext|wew|w\\.|x|#|tonowo|wybierz|opcja|opt|press|linia|line))\\s+(?!,)',
    '(?<=\\d{7}),(?=\\+?\\d{7})',
    '\\s+\\+\\s+(?=\\d)',
    '(?<=\\d)\\s{2,}(?=\\+?\\(?\\d(?:\\D?\\d){6})',
    '(?<=(?<!\\d)\\d{3} \\d{3} \\d{3})\\s+(?=\\d{3} \\d{3} \\d{3}(?!\\d))',
    '\\s+(?:[1-9]\\)|[1-9]\\.(?=\\s)|I{1,3}[:.)])\\s*(?=\\+?\\d{2})',
    '(?<=\\d)\\s+[-–]\\s+(?=\\+?\\d(?:\\D?\\d){6})',
    '(?<=(?<!\\d)\\d{9,12})\\s+(?=\\+?\\d{9})',
    '\\s+(?=\\+\\d)',
    `\\s+(?=(?:${label})(?![\\p{L}\\d])[.:/\\s]*[+\\d(])`,
  ].join('|'),
  'giu',
);
/** What stands before an extension: "wew. 12", "nr wewn. 12", "option 3". */
export const extensionLabel = String.raw`(?:(?:nr|numer|number|no)\.?\s+)?(?:extension|extn?|wewnętrzny|wewn?|durchwahl|dw|apparat|app|intern|int|poste|klapka|kl|tonowo|wybierz|wybrać|opcja|option|opt|press|menu|linia|line|w|x|#)[.:]?`;
const extensionAtEnd = new RegExp(
  String.raw`(?:;\s*ext\s*=|[\s,;-]*${extensionLabel}\s*[-=]?)\s*\(?(\d{1,8})\)?$`,
  'iu',
);
const pausesAtEnd = /(?:\s*(?:,|p|;)+\s*\d{1,12}[#*]?)+$/iu;
/** The last digits of a second number or extension: "22 555 01 01, 02". */
const lastDigits = /^\d{1,4}\)?$/;
/** "22 555 01 01-03"; not "030 555 01-0", which is one number in Germany. */
const range = /(?<=\d)\s?(?:[-–]|\s(?:do|to|bis)\s)\s?(?:\d\d|[1-9])$/iu;
const invisible = /[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad]/gu;

/** Digits and single spaces, as most numbers are written: too short for two numbers. It needs no further parsing. */
const plainNumber = /^\+?\d(?: ?\d){6,13}$/;

/** The numbers in a text, in their order. Other text and a spreadsheet's leading apostrophe are left out. */
export function parsePhones(text: string): PhoneNumber[] {
  if (plainNumber.test(text)) return [{ text, dialed: dialedNumber(text) ?? '', extension: '', pauses: '' }];
  const numbers: PhoneNumber[] = [];
  for (const part of splitPhones(text)) {
    const former = numbers.at(-1);
    const number = parsePhone(part) ?? parsePhone(/\+?\d[\d ().-]+\d/.exec(part)?.[0] ?? '');
    if (former && lastDigits.test(part)) former.text = `${former.text}, ${part}`;
    else if (number) numbers.push(number);
  }
  return numbers;
}

/** Whether a text consists of phone numbers, their labels and extensions; the first has 3 to 17 digits. */
export function isPhoneText(text: string): boolean {
  const [first, ...more] = splitPhones(text).map(parsePhone);
  const digits = first?.dialed.replace(/\D/g, '').length ?? 0;
  return digits >= 3 && digits <= 17 && !more.includes(undefined);
}

export function splitPhones(text: string): string[] {
  const whole = text
    .replace(invisible, '')
    .trim()
    .replace(/^="(.*)"$/u, '$1')
    .replace(/^['`’](?=[+\d(])/u, '');
  const parts: string[] = [];
  let from = 0;
  for (const { 0: found, index } of whole.matchAll(separator)) {
    const isSoft = !/[;|\n\t•]|:::/.test(found);
    if (isSoft && (countDigits(whole.slice(from, index)) < minDigits || isInComment(whole, from, index))) continue;
    parts.push(whole.slice(from, index));
    from = index + found.length;
  }
  return [...parts, whole.slice(from)].map((part) => part.trim()).filter(Boolean);
}

/** "601 555 100 (Kasia, my wife)" */
function isInComment(whole: string, from: number, index: number): boolean {
  const start = whole.lastIndexOf('(', index);
  const end = whole.indexOf(')', start);
  return start >= from && end > index && whole.slice(start, end + 1).replace(comment, '') === '';
}

function parsePhone(text: string): PhoneNumber | undefined {
  const bare = text
    .replace(comment, ' ')
    .replace(/^tel:/i, '')
    .trim()
    .replace(labelAtStart, '')
    .replace(labelAtEnd, '');
  const extension = extensionAtEnd.exec(bare);
  const before = extension && countDigits(bare.slice(0, extension.index)) >= 3 ? extension.index : bare.length;
  const number = withoutRange(bare.slice(0, before).trim());
  const found = pausesAtEnd.exec(number);
  const pauseStart = found && countDigits(number.slice(0, found.index)) >= minDigits ? found.index : number.length;
  const dialed = dialedNumber(number.slice(0, pauseStart).trim());
  if (dialed === undefined) return undefined;
  const pauses = number.slice(pauseStart).replace(/\s/g, '').replace(/[p;]/gi, ',');
  return { text, dialed, extension: before < bare.length ? (extension?.[1] ?? '') : '', pauses };
}

function withoutRange(number: string): string {
  const first = number.replace(range, '');
  return countDigits(first) >= (/^[+＋]/.test(number) ? 11 : 9) && !number.startsWith('0') ? first : number;
}
