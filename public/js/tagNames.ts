/** Compares names as the server does, except for a few rare letters. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ł', 'l');
}

export function tidy(name: string): string {
  return name
    .replace(/\s+/g, ' ')
    .replace(/^[#\s]+/, '')
    .trim();
}

/** Drops repeated names, ignoring case and accents. */
export function uniqueNames(names: string[]): string[] {
  const byKey = new Map<string, string>();
  for (const name of names.map(tidy).filter(Boolean)) if (!byKey.has(fold(name))) byKey.set(fold(name), name);
  return [...byKey.values()];
}
