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

/** Where phone numbers without a prefix are probably from. */
export function countryOf(timeZone: string): CountryCode {
  return byZone.find(([zone]) => zone.test(timeZone))?.[1] ?? 'PL';
}
