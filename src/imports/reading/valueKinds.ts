export const isEmail = (text: string) => text.length < 300 && /^\S+@\S+\.\S+$/.test(text);
export const isPhone = (text: string) =>
  text.length < 60 &&
  /^['=]?"?[+(\d][\d\s()./-]{5,}"?$/.test(text) &&
  isPhoneLength(text.replace(/\D/g, '').length) &&
  !isDate(text);
const isPhoneLength = (digits: number) => digits >= 7 && digits <= 15;
export const isDate = (text: string) =>
  /^(?:\d{4}[-./]\d{1,2}[-./]\d{1,2}|\d{1,2}[-./]\d{1,2}[-./]\d{4})(?:[T ]\d{1,2}:\d{2}.*)?$/.test(text);
export const isName = (text: string) => text.length < 100 && /^[\p{L}\p{M}][\p{L}\p{M}\s.'’-]*$/u.test(text);
export const isOneWord = (text: string) => !/\s/.test(text);

export function isMostly(values: string[] | undefined, is: (text: string) => boolean): boolean {
  return values !== undefined && values.filter(is).length > values.length / 2;
}

/** An amount, a percentage, a date, a formula over other cells, or a placeholder for nothing. */
export const isFigure = (text: string) =>
  text.length < 60 &&
  (/^[^\p{L}]*(?:\d[^\p{L}]*\p{L}{1,4}\.?)?$/u.test(text) ||
    /^(?:pln|eur|usd|gbp|chf|czk|r\.)[^\p{L}]*$/iu.test(text) ||
    /^=(?:sum|subtotal|count|average|ile|licz|średnia)[^"]*$/i.test(text));
