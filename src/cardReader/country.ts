import type { CountryCode } from 'libphonenumber-js';

const byZone: [zone: RegExp, country: CountryCode][] = [
  [/^Europe\/(London|Belfast)$/, 'GB'],
  [/^Europe\/Dublin$/, 'IE'],
  [/^Europe\/(Berlin|Busingen)$/, 'DE'],
  [/^Europe\/Paris$/, 'FR'],
  [/^Europe\/Prague$/, 'CZ'],
  [/^America\//, 'US'],
  [/^Australia\//, 'AU'],
  [/^Pacific\/Auckland$/, 'NZ'],
];

/** The likely country of phone numbers without a country code. */
export function guessCountry(timeZone: string): CountryCode {
  return byZone.find(([zone]) => zone.test(timeZone))?.[1] ?? 'PL';
}
