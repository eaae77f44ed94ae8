import { nipCheckDigit } from '../companies/taxId.ts';
import type { SamplePerson } from './sampleRecords.ts';

export function isBritish({ company, first_name }: SamplePerson): boolean {
  return britishCompanies.has(company) || britishNames.has(first_name);
}

// Numbers that are not in use: 07700 900 is reserved for British fiction, and no Polish number starts with 96.
export function phoneText(british: boolean, number: number): string {
  return british ? `+44 7700 900${number}` : `+48 960 000 ${number}`;
}

/**
 * A NIP with a valid check digit that belongs to nobody: the tax office assigns none whose second and third digits are
 * both 0.
 */
export function fictionalNip(index: number): string {
  const first = 100_000_000 * (1 + (index % 9)) + 123_457 + index * 7_919;
  const nine = [first, first + 1].find((number) => nipCheckDigit(String(number)) < 10) ?? first;
  return `${nine}${nipCheckDigit(String(nine))}`;
}

export const britishCompanies = new Set(['northlight', 'oakember', 'harbour']);
const britishNames = new Set(['James', 'Emily', 'Charlotte', 'George', 'Thomas', 'Victoria']);

export function emailPart(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replace(/[^a-z]/g, '');
}
