import { splitName } from '../cardReader/personName.ts';

interface Names {
  first_name: string;
  last_name: string;
}

/** "Jan Kowalski", "KOWALSKI Jan" and "Kowalski, Jan" in two parts; no word of it is lost or changed. */
export function namesIn(text: string): Names {
  const [last, first, ...more] = text.split(',').map((part) => part.trim());
  if (last && first && more.length === 0) return { first_name: first, last_name: last };
  const words = text.split(/\s+/u).filter(Boolean);
  const [given, family] = words.length > 0 ? splitName(words) : [[], []];
  return { first_name: given.join(' '), last_name: family.join(' ') };
}
