const onlyNumber = /^\(?\s*[+＋]{0,2}[\d\s()[\].,/*#\u00a0\u2010-\u2015\u2212-]*$/u;
const vanity = /^[+\d(][\d\s().-]*[A-Z]{2,}[A-Z\d\s-]*$/;

/**
 * A number has at least this many digits. Before a comma or slash, fewer digits are part of one number: "22/555 01 01".
 */
export const minDigits = 7;

/** The digits that a phone dials for one number; undefined when the text is not a number. */
export function dialedNumber(number: string): string | undefined {
  if (isVanity(number)) return dialedNumber(spell(number));
  if (!onlyNumber.test(number) || !/\d/.test(number)) return undefined;
  const digits = number.replace(/[^\d*#]/g, '');
  if (!isInternational(number, digits)) return digits;
  // "(0)" is dialed only within the country.
  const abroad = number.replace(/[([]\s*0\s*[)\]]/, '').replace(/\D/g, '');
  return `+${abroad.replace(/^(?:00|011(?=\d{10}))/, '').replace(trunkZero, '$1')}`;
}

function isInternational(number: string, digits: string): boolean {
  if (/^\(?\s*[+＋]/u.test(number)) return true;
  return (/^\(?00\s*[1-9]/.test(number) && digits.length >= 10) || withCountryCode.test(digits);
}

/** Countries whose numbers lose the leading 0 when they are dialed from abroad; Italy keeps it. */
const trunkZero = /^(3[0123]|4[013489]|42[01])0/;
/** A number with a country code but without "+", as spreadsheets store it; longer than any national number there. */
const withCountryCode = /^(?:48[1-9]\d{8}|44[1-9]\d{9}|49[1-9]\d{9,10}|380\d{9}|42[01][1-9]\d{8}|011[1-9]\d{9,13})$/;

function isVanity(number: string): boolean {
  const length = number.replace(/[^\dA-Z]/g, '').length;
  return vanity.test(number) && countDigits(number) < minDigits && length >= minDigits && length <= 15;
}

function spell(number: string): string {
  const keys = '22233344455566677778889999';
  return number.replace(/[A-Z]/g, (letter) => keys[letter.charCodeAt(0) - 65] ?? '');
}

export function countDigits(text: string): number {
  return text.replace(/\D/g, '').length;
}
