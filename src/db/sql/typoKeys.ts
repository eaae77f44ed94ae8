/** Shorter words are compared as a whole: without one letter they would resemble too many others. */
const minLength = 4;

/** Words that share a key differ by one letter. The SQL function crm_typo_keys must agree. */
export function typoKeys(word: string): string[] {
  const letters = [...word];
  if (letters.length < minLength) return [word];
  return [...new Set([word, ...letters.map((_letter, i) => letters.toSpliced(i, 1).join(''))])];
}
