/** One number of a text such as "tel. 22 555 01 01 wew. 12, kom. 601 555 100". */
export interface PhoneNumber {
  text: string;
  /** Digits, a leading `+` for a number with a country code; service codes keep `*` and `#`. */
  dialled: string;
  extension: string;
  /** What is dialled after the call is answered, each part after commas that stand for pauses: ",,12". */
  pauses: string;
}

/** Fewer digits before a comma or slash are part of one number: "22/555 01 01". */
const minDigits = 7;

const label =
  'tel(?:efon|ephone)?|phone|ph|mob(?:ile|il)?|cell|kom(?:órka|órkowy)?|gsm|fax|faks|main|direct|office|biuro|dom|domowy|praca|pryw(?:atny)?|służb(?:owy)?|work|home|private|whatsapp|handy|festnetz|mobiltelefon|zentrale|portable|fixe|nr|numer|number|m|t|p|f|k';
const labelAtStart = new RegExp(`^(?:(?:${label})(?![\\p{L}\\d])[.:/)\\s-]*)+(?=[+\\d(*])`, 'iu');
const labelAtEnd = new RegExp(`[\\s,;:/-]+(?:(?:${label})(?!\\p{L})[.\\s]*)+$`, 'iu');
const comment = /\([^()\d]*\p{L}[^()\d]*\)/gu;
const separator = new RegExp(
  [
    '\\s*(?:(?:;(?!\\s*ext|\\d{1,6}$)|[|\\n\\t•])|:::)\\s*',
    '\\s+(?:lub|albo|or|i|and|oraz|und|oder|et|ou|y)\\s+',
    '\\s*[/&]\\s*',
    '\\s*(?<!,),(?![\\s,]*(?:ext|wew|w\\.|x|#))\\s+(?!,)',
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
const extensionAtEnd =
  /(?:;\s*ext\s*=|[\s,;-]*(?:nr\s+)?(?:extension|extn?|wewnętrzny|wewn?|durchwahl|dw|apparat|app|intern|int|poste|klapka|kl|w|x|#)[.:]?\s*[-=]?)\s*\(?(\d{1,8})\)?$/iu;
const pausesAtEnd = /(?:\s*(?:,|p|;)+\s*\d{1,12}[#*]?)+$/iu;
const onlyNumber = /^\(?\s*[+＋]?[\d\s().,/*#\u00a0\u2010-\u2015\u2212-]*$/u;
const vanity = /^[+\d(][\d\s().-]*[A-Z]{2,}[A-Z\d\s-]*$/;

/** The numbers of a text in their order. What holds no number is left out, and so is a spreadsheet's guard. */
export function parsePhones(text: string): PhoneNumber[] {
  return splitPhones(text).flatMap(
    (part) => parsePhone(part) ?? parsePhone(/\+?\d[\d ().-]*/.exec(part)?.[0] ?? '') ?? [],
  );
}

/** Whether a text consists of phone numbers, their labels and extensions; the first has 3 to 17 digits. */
export function isPhoneText(text: string): boolean {
  const [first, ...more] = splitPhones(text).map(parsePhone);
  const digits = first?.dialled.replace(/\D/g, '').length ?? 0;
  return digits >= 3 && digits <= 17 && !more.includes(undefined);
}

export function splitPhones(text: string): string[] {
  const whole = text
    .trim()
    .replace(/^="(.*)"$/u, '$1')
    .replace(/^['`’](?=[+\d(])/u, '');
  const parts: string[] = [];
  let from = 0;
  for (const { 0: found, index } of whole.matchAll(separator)) {
    const isSoft = !/[;|\n\t•]|:::/.test(found);
    if (isSoft && countDigits(whole.slice(from, index)) < minDigits) continue;
    parts.push(whole.slice(from, index));
    from = index + found.length;
  }
  return [...parts, whole.slice(from)].map((part) => part.trim()).filter(Boolean);
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
  const number = bare.slice(0, before).trim();
  const found = pausesAtEnd.exec(number);
  const pauseStart = found && countDigits(number.slice(0, found.index)) >= minDigits ? found.index : number.length;
  const dialled = dial(number.slice(0, pauseStart).trim());
  if (dialled === undefined) return undefined;
  const pauses = number.slice(pauseStart).replace(/\s/g, '').replace(/[p;]/gi, ',');
  return { text, dialled, extension: before < bare.length ? (extension?.[1] ?? '') : '', pauses };
}

function dial(number: string): string | undefined {
  if (isVanity(number)) return dial(spell(number));
  if (!onlyNumber.test(number) || !/\d/.test(number)) return undefined;
  const digits = number.replace(/[^\d*#]/g, '');
  const isInternational = /^\(?\s*[+＋]/u.test(number) || (/^\(?00\s*[1-9]/.test(number) && digits.length >= 10);
  if (!isInternational) return digits;
  // "(0)" is dialled within the country only.
  return `+${number
    .replace(/\(\s*0\s*\)/, '')
    .replace(/[^\d]/g, '')
    .replace(/^00/, '')}`;
}

function isVanity(number: string): boolean {
  const length = number.replace(/[^\dA-Z]/g, '').length;
  return vanity.test(number) && countDigits(number) < minDigits && length >= minDigits && length <= 15;
}

function spell(number: string): string {
  const keys = '22233344455566677778889999';
  return number.replace(/[A-Z]/g, (letter) => keys[letter.charCodeAt(0) - 65] ?? '');
}

function countDigits(text: string): number {
  return text.replace(/\D/g, '').length;
}
