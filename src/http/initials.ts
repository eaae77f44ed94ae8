const legalForm =
  /(?:[\s,]+(?:sp\.?\s*z\s*o\.?\s*o\.?|sp(?:\.\s*|\s+)[jk]\.?|s\.\s*[ac]\.?|gmbh|ltd\.?|llc\.?|inc\.?))+$/iu;
/** Only in capitals, since Sa is also a surname. */
const shortLegalForm = /[\s,]+S[AC]$/u;

/** JK for `Jan Maria Kowalski`, AK for `anna.kowalska@firma.pl`, M for `Malwa Sp. z o.o.`. */
export function initials(name: string): string {
  const words = namePart(withoutLegalForm(name.trim())).split(/[\s.+_\-–]+/u);
  const letters = words.map(firstLetter).filter(Boolean);
  const ends = letters.length > 1 ? `${letters[0]}${letters.at(-1)}` : letters.join('');
  return ends.toLocaleUpperCase() || '?';
}

function withoutLegalForm(name: string): string {
  return name.replace(legalForm, '').replace(shortLegalForm, '');
}

function namePart(name: string): string {
  return /\s/.test(name) ? name : (name.split('@').find(Boolean) ?? name);
}

function firstLetter(word: string): string {
  return /[\p{L}\p{N}]\p{M}*/u.exec(word)?.[0] ?? '';
}

/** One of the eight avatar colors, always the same for a name. */
export function hue(name: string): number {
  let sum = 7;
  for (const letter of name) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9973;
  return sum % 8;
}
