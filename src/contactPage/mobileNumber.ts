import { createRequire } from 'node:module';
import type { CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';
import { parsePhones } from '../core/phoneNumber.ts';

/**
 * The first mobile number of a text, with its country code: `+48600100200`. `country` is that of numbers without one.
 * Where mobile numbers look like others (USA), any number counts.
 */
export function findMobileNumber(text: string, country: CountryCode): string | undefined {
  if (text === '') return undefined;
  const parse = loadParser();
  const numbers = parsePhones(text).filter(({ extension }) => extension === '');
  return numbers.map(({ dialed }) => parse(dialed, country)).find((number) => number?.getType() === 'MOBILE')?.number;
}

let parser: typeof parsePhoneNumberFromString | undefined;

// Loaded with the first number, since the library's data takes megabytes of every process.
function loadParser(): typeof parsePhoneNumberFromString {
  parser ??= createRequire(import.meta.url)('libphonenumber-js/mobile').parsePhoneNumberFromString;
  return parser as typeof parsePhoneNumberFromString;
}
