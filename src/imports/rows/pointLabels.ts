import type { ContactPointLabel } from '../../contacts/contactPoints.ts';
import { fold } from '../../db/sql/fold.ts';
import { pointWords } from './headingWords.ts';

const labels: [label: ContactPointLabel, words: Set<string>][] = [
  ['mobile', new Set(`${pointWords.mobile}|m`.split('|'))],
  ['work', new Set(`${pointWords.work}|sluzb|w pracy|firma|main office`.split('|'))],
  ['home', new Set(`${pointWords.home}|pryw`.split('|'))],
];
const plain = new Set(
  `${pointWords.phone}|${pointWords.filler}|${pointWords.email}|t|p|ph|mailto|internet|voice|pref|smtp|ex|inne`.split(
    '|',
  ),
);

interface ReadLabel {
  label: ContactPointLabel | undefined;
  /** A word that is no label of ours. */
  isUnknown: boolean;
  isFax: boolean;
}

/** Reads "* Mobile", "Praca", "tel. kom.", "Home Fax". */
export function readLabel(text: string): ReadLabel {
  const words = fold(text)
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
  const found = labels.find(([, known]) => words.some((word) => known.has(word)));
  const isKnown = (word: string) => plain.has(word) || labels.some(([, known]) => known.has(word));
  return { label: found?.[0], isUnknown: !words.every(isKnown), isFax: words.some(isFaxWord) };
}

const faxWords = new Set(pointWords.fax.split('|'));
const isFaxWord = (word: string) => faxWords.has(word);
