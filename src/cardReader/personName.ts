import { isFirstName } from '../contacts/firstNames.ts';
import { fold } from '../db/sql/fold.ts';

export interface PersonName {
  first_name: string;
  last_name: string;
  /** Degrees and ranks before and after the name. */
  titles: string;
}

const honorifics =
  /^(pan|pani|panna|panstwo|p\.|szanowny|szanowna|mr|mrs|ms|mx|miss|mister|sir|madam|herr|frau|fraulein|hr\.|fr\.|senor|senora|sra|monsieur|madame|mme|mlle|signor|signora|dhr|mevr|slecna)\.?$/;
const title =
  /^(mgr|inz|dr|doc|prof|hab|lek|med|dent|wet|mec|adw|apl|arch|r\.pr|ks|gen|plk|pplk|mjr|kpt|red|phd|mba|msc|bsc|ba|ma|jr|sr|md|esq|cpa|dipl|ing|dyr|mg|mgr\.inz|dr\.hab|acca|pmp|wlasc|doktor|doctor|profesor|professor|mecenas|ksiadz|magister|rev|hon|capt|llm|llb|jd|dds|dvm|rn|cfa|beng|meng|dsc|obe|mbe|judr|mudr|mag|bc)[.,]*$/;
const particle = /^(van|von|de|der|den|del|della|di|da|la|le|el|al|bin|ibn|ter|ten|zu|dos|du)$/;
const nameWord = /^[\p{L}\p{M}][\p{L}\p{M}'’ʼ.-]*$/u;

/** Whether a word may stand before a last name: "van", "de". */
export function isParticle(word: string): boolean {
  return particle.test(word);
}

/**
 * Parses a person's name; undefined when it cannot be one. Recognizes "KOWALSKI Jan" and corrects upper and lower case.
 */
export function parseName(text: string): PersonName | undefined {
  const { words, titles, isAddressed } = splitTitles(text);
  if (words.length === 0 || words.length > 5 || !words.every((word) => nameWord.test(word))) return undefined;
  const [first, last] = splitName(words);
  // "Pan Kowalski", "dr Miller"
  if (isAddressed && last.length === 0 && !isFirstName(first[0] ?? '')) {
    return { first_name: '', last_name: fixCase(first, text), titles };
  }
  return { first_name: fixCase(first, text), last_name: fixCase(last, text), titles };
}

/** How much a text looks like a name; 0 when it cannot be one. */
export function nameScore(text: string, email: string): number {
  const name = parseName(text);
  if (!name) return 0;
  const words = `${name.first_name} ${name.last_name}`.trim().split(' ');
  const local = fold(email.split('@')[0] ?? '');
  const wordsInEmail = words.filter((word) => word.length > 2 && local.includes(fold(word))).length;
  const isCapitalized = words.every((word) => particle.test(word) || /^\p{Lu}/u.test(word));
  const known = isFirstName(words[0] ?? '') ? 3 : 0;
  const usualLength = words.length >= 2 && words.length <= 4 ? 1 : 0;
  return isCapitalized ? usualLength + known + 2 * wordsInEmail + (name.titles ? 1 : 0) : 0;
}

/** "jan.kowalski@…" is Jan Kowalski; undefined unless it is two words with a known first name. */
export function nameFromEmail(email: string): PersonName | undefined {
  const words = (email.split('@')[0] ?? '').split(/[._]/);
  if (words.length !== 2 || !words.every((word) => /^\p{L}{2,}$/u.test(word))) return undefined;
  if (!words.some(isFirstName)) return undefined;
  return parseName(words.join(' ').toLowerCase());
}

/** Whether a degree or a form of address comes first: "PhD", "prof. PW", "Pani z biura". */
export function startsWithTitle(text: string): boolean {
  return splitTitles(text.split(' ')[0] ?? '').isAddressed;
}

/** Separates degrees and forms of address from the words of a name; the latter are left out. */
export function splitTitles(text: string): { words: string[]; titles: string; isAddressed: boolean } {
  const all = text
    .replace(/[(),"„”“]/g, ' ')
    .replace(/\bPh\.\s?D\.?/gi, 'PhD')
    .replace(/\b([MB])\.\s?([DAS]c?)\.(?!\p{L})/giu, '$1$2')
    .replace(/\.(?=\p{L})/gu, '. ')
    .split(/\s+/u)
    .filter(Boolean);
  const isTitle = (word: string) => title.test(fold(word));
  const isHonorific = (word: string) => honorifics.test(fold(word));
  return {
    words: all.filter((word) => !isTitle(word) && !isHonorific(word)),
    titles: all.filter((word) => isTitle(word) && !isHonorific(word)).join(' '),
    isAddressed: isTitle(all[0] ?? '') || isHonorific(all[0] ?? ''),
  };
}

export function splitName(words: string[]): [string[], string[]] {
  if (words.length === 1) return [words, []];
  if (isLastNameFirst(words)) return [words.slice(1), words.slice(0, 1)];
  const at = words.findIndex((word, index) => index > 0 && (particle.test(word) || isCapitalParticle(words, index)));
  const lastFrom = at > 0 ? at : words.length - 1;
  return [words.slice(0, lastFrom), words.slice(lastFrom)];
}

/** "Jean-Claude Van Damme" */
function isCapitalParticle(words: string[], index: number): boolean {
  const isParticle = /^(?:Van|Von|De|Del|Della|Di|La|Le|Dos|Du)$/.test(words[index] ?? '');
  return isParticle && index < words.length - 1 && isFirstName(words[0] ?? '');
}

function isLastNameFirst([first = '', ...rest]: string[]): boolean {
  const isUpperCase = (word: string) => word.length > 2 && word === word.toUpperCase() && !word.includes('.');
  if (isUpperCase(first) && !rest.some(isUpperCase)) return true;
  if (isFirstName(first)) return false;
  const isGiven = (word: string) => isFirstName(word) || /^\p{Lu}\.$/u.test(word);
  if (rest.every(isGiven) && rest.some(isFirstName)) return true;
  return isTypicalLastName(first) && !rest.some((word) => isTypicalLastName(word) || particle.test(word));
}

/** "Zawadzka", "O’Neil": no first name has such a form. */
export function isTypicalLastName(word: string): boolean {
  return (
    /^(?:O['’]|Mc)\p{Lu}|..(?:[scd]z?k[ia]|owicz|ewicz|iewicz|czyk)$/iu.test(word) &&
    /^\p{Lu}/u.test(word) &&
    !isFirstName(word)
  );
}

function fixCase(words: string[], text: string): string {
  const isLowerCase = text === text.toLowerCase();
  return words.map((word) => (isLowerCase || isAllCaps(word) ? capitalize(word) : word)).join(' ');
}

function isAllCaps(word: string): boolean {
  return word.length > 2 && word === word.toUpperCase() && !word.includes('.');
}

function capitalize(word: string): string {
  if (particle.test(word)) return word;
  return word
    .toLowerCase()
    .replace(/(^|[-'’])(\p{L})/gu, (_, before: string, letter: string) => before + letter.toUpperCase());
}
