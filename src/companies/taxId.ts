import type { TextKey } from '../i18n/translate.ts';

export const maxTaxIdLength = 20;

type ParsedTaxId = { ok: true; value: string } | { ok: false; problem: TextKey };

/** A Polish NIP as its ten digits; a number with another country's letters or of another shape as typed. */
export function parseTaxId(text: string): ParsedTaxId {
  const digits = nipDigits(text);
  if (digits === undefined && text.length > maxTaxIdLength)
    return { ok: false, problem: 'companies.error.taxIdLength' };
  if (digits === undefined) return { ok: true, value: text };
  if (digits.length !== 10) return { ok: false, problem: 'companies.error.nipLength' };
  const check = nipCheckDigit(digits);
  if (check === 10) return { ok: false, problem: 'companies.error.nipNone' };
  if (check !== Number(digits[9])) return { ok: false, problem: 'companies.error.nipDigit' };
  return { ok: true, value: digits };
}

/** Formats a NIP for display: 123-456-32-18. */
export function taxIdText(taxId: string): string {
  return taxId.replace(/^(\d{3})(\d{3})(\d{2})(\d{2})$/, '$1-$2-$3-$4');
}

/** The digits of what is meant as a NIP: ten digits alone, or any after "PL" or "NIP". */
function nipDigits(text: string): string | undefined {
  const bare = text.replace(/[\s.:\u2010-\u2015-]/g, '');
  const [, prefix = '', digits = ''] = /^((?:NIP|PL)*)(\d+)$/i.exec(bare) ?? [];
  return prefix !== '' || digits.length === 10 ? digits : undefined;
}

const weights = [6, 5, 7, 2, 3, 4, 5, 6, 7];

/** The check digit for the first nine digits; 10 means that no NIP begins with them. */
export function nipCheckDigit(digits: string): number {
  return weights.reduce((sum, weight, place) => sum + weight * Number(digits[place]), 0) % 11;
}
