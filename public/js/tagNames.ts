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

const maxSuggested = 8;

/** The known tags that contain a text, those that begin with it first; `isNew`: the text is a name that none has. */
export function suggestTags<Tag extends { name: string }>(
  text: string,
  known: Tag[],
  chosen: string[],
): { tags: Tag[]; isNew: boolean } {
  const key = fold(text);
  const taken = new Set(chosen.map(fold));
  const found = known.filter(({ name }) => fold(name).includes(key) && !taken.has(fold(name)));
  const first = found.filter(({ name }) => fold(name).startsWith(key));
  const tags = [...first, ...found.filter((tag) => !first.includes(tag))].slice(0, maxSuggested);
  return { tags, isNew: key !== '' && !taken.has(key) && !known.some(({ name }) => fold(name) === key) };
}
