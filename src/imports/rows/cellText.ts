import { unescapeFormula } from '../../core/csv.ts';

/** The text of a cell without what spreadsheets put around it. */
export function cellText(cell: string): string {
  const text = cell.includes('\0') ? cell.replaceAll('\0', '') : cell;
  const first = text.trimStart().charAt(0);
  if (first !== '=' && first !== "'" && first !== '\t') return text.trim();
  return (readFormula(text.trim()) ?? unescapeFormula(text)).trim();
}

/**
 * Digits as Japanese and Arabic keyboards write them, and an O among digits, become ours, so that a number can be
 * dialed.
 */
export function withPlainDigits(text: string): string {
  const zeros = text.replace(/(?<=\d)[oO]{1,3}(?![\p{L}])/gu, (letters) => '0'.repeat(letters.length));
  return zeros.replace(/[\uff0b\uff10-\uff19\u0660-\u0669\u06f0-\u06f9]/g, (sign) =>
    sign === '\uff0b' ? '+' : String(sign.charCodeAt(0) & 0xf),
  );
}

const quotedText = /^=\s?"((?:[^"]|"")*)"$/;
const link = /^=\s?HYPERLINK\(\s*"((?:[^"]|"")*)"\s*(?:[;,]\s*"((?:[^"]|"")*)"\s*)?\)$/i;

/** The text that the formulas ="601555100" and =HYPERLINK("mailto:…"; "…") show. */
function readFormula(text: string): string | undefined {
  const [, quoted] = quotedText.exec(text) ?? [];
  const [, target = '', shown] = link.exec(text) ?? [];
  const found = quoted ?? (shown || target.replace(/^(?:mailto|tel):/i, '') || undefined);
  return found?.replaceAll('""', '"');
}

const nothing =
  /^(?:[-–—―.,?_/\\*!~'"\s]+|\(?(?:brak|brak danych|n\/?a|n\.a\.|nd\.?|n\/d|b\/d|b\.d\.|nie ma|nie dotyczy|nie podano|null|NULL|#(?:N\/A|N\/D!?|ARG!|REF!|NAME\?|VALUE!|ADR!|DIV\/0!|NULL!)|undefined|NaN|not set|not available|no value|\(blank\)|<null>|keine?|k\.\s?a\.)\)?)$/u;
const noAnswer =
  /^(?:x+|0+|none|no|nie|nil|unknown|nieznan[yae]|empty|puste|tbd|todo|no phone|no email|(?:brak|bez|nie ma|no) (?:e-?)?(?:maila?|tel(?:efonu|\.)?|numeru|nr|nipu?|adresu|phone|number|email|address|danych|firmy|company)|nie (?:posiada|podal|podała|podał|chce)|0{1,2}[/.-]0{1,2}[/.-]0+|1900-01-00|0000-00-00.*)\.?$/iu;

/** Whether a cell says that there is no value: "-", "brak", "n/a". */
export function isPlaceholder(text: string): boolean {
  return text.length <= 20 && nothing.test(text.length < 5 ? text : lowerUnlessError(text));
}

const lowerUnlessError = (text: string) => (text.startsWith('#') ? text : text.toLowerCase());

/** Also true for "x", "0" and "none": for fields in which these cannot be a value. */
export function isNoAnswer(text: string): boolean {
  return isPlaceholder(text) || (text.length <= 20 && (noAnswer.test(text) || nothing.test(text.toLowerCase())));
}

/** A long number of which a spreadsheet has kept only the first digits: 4,86E+10. */
export function isDestroyedNumber(text: string): boolean {
  return /^\+?\d(?:[.,]\d+)?\s?E\+?\d{1,2}$/i.test(text);
}

/** Programs write whole numbers as 601555100.0. */
export function withoutDecimals(text: string): string {
  return /^\+?\d{6,}[.,]00?$/.test(text) ? text.replace(/[.,]0+$/, '') : text;
}
