export const maxSubjectLength = 200;

const prefixes = /^\s*((re|fwd?|odp|pd|pdc|ad)\s*:\s*)+/i;

/** Removes what programs put before a subject when they answer or forward. */
export function withoutPrefixes(subject: string): string {
  return subject.replace(prefixes, '').trim();
}
