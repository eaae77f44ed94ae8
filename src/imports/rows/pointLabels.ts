import type { ContactPointLabel } from '../../contacts/contactPoints.ts';
import { fold } from '../../db/sql/fold.ts';
import { pointWords } from './headingWords.ts';
import { memoize } from './memoize.ts';

const labels: [label: ContactPointLabel, words: Set<string>][] = [
  ['mobile', new Set(`${pointWords.mobile}|m|k|mob`.split('|'))],
  ['work', new Set(`${pointWords.work}|w|b|firma|main office`.split('|'))],
  ['home', new Set(`${pointWords.home}|pryw|h|d`.split('|'))],
];
const plain = new Set(
  `${pointWords.phone}|${pointWords.filler}|${pointWords.email}|t|p|ph|mailto|internet|voice|pref|smtp|ex|inne`.split(
    '|',
  ),
);

interface ReadLabel {
  label: ContactPointLabel | undefined;
  /** Set for a word that is not one of our labels. */
  isUnknown: boolean;
  isFax: boolean;
}

/** Reads "* Mobile", "Praca", "tel. kom.", "Home Fax". */
export const readLabel = memoize((text: string): ReadLabel => {
  const words = fold(text)
    .split(/[^\p{L}]+/u)
    .filter(Boolean);
  const isKnown = (word: string) => plain.has(word) || labels.some(([, known]) => known.has(word));
  const isUnknown = !words.every((word) => isKnown(word) || isFaxWord(word));
  // A single letter belongs to a remark: "w godz. 8-16".
  const found = labels.find(([, known]) => words.some((word) => known.has(word) && (word.length > 1 || !isUnknown)));
  return {
    label: found?.[0],
    isUnknown,
    isFax: words.some(isFaxWord) && !words.some(isPhoneWord),
  };
});

const faxWords = new Set(`${pointWords.fax}|f`.split('|'));
const isFaxWord = (word: string) => faxWords.has(word);
const phoneWords = new Set(`${pointWords.phone}|${pointWords.mobile}|t`.split('|'));
const isPhoneWord = (word: string) => phoneWords.has(word);
