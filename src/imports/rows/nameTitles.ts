import { splitTitles } from '../../cardReader/personName.ts';
import { fold } from '../../db/sql/fold.ts';
import { memoize } from './memoize.ts';

export interface Stripped {
  words: string[];
  /** Whether a title or a form of address came first. */
  isAddressed: boolean;
}

const moreTitles =
  /^(?:lic|por|ppor|chor|sierz|asp|podinsp|nadkom|bp|abp|kard|habil\w*|magister|inzynier|dypl|radca|prawn[ya]|sedzia|szanowni|dipl\.?-?(?:ing|kfm)|ing|drs|dott|univ|mult|hc|osb|ofm|sj|fca|aca|frcs|cissp|msci|mphil|dphil|llp|avv|dott|ssa|geom|csc|drsc|dsc|sz|facs|frcp|fcca|pw|uw|uj|pwr|agh|sgh)[.,]*$/;
/** These are also last names, or abbreviations of cities. */
const shortTitle =
  /^(?:ma|ba|bc|md|rn|red|med|arch|gen|mag|ing|hon|jr|sr|obe|mba|pw|uw|uj|sj|aca|ks|doc|por|chor|lic|asp)$/;

/** Strips titles from both ends, as long as a name is left. */
export function stripTitles(text: string): Stripped {
  const all = text
    .replace(/\bPh\.\s?D\.?/gi, 'PhD')
    .replace(/^The (?=Hon|Rev)/i, '')
    .replace(/(?<=^Dott\.)(?=ssa)/i, ' ')
    .split(/\s+/u)
    .filter(Boolean);
  let [from, to] = [0, all.length];
  const isTitled = (at: number) => at < to && isTitleWord(all[at] ?? '', true, to - at);
  const isBetween = (at: number) =>
    (isAbbreviation(all[at]) && (at > 0 || startsName(all[at + 1]))) || (isAnd(all[at]) && at > 0 && isTitled(at + 1));
  while (from < to && (isTitled(from) || isBetween(from))) from++;
  while (to - from > 2 && generation.test(all[to - 1] ?? '')) to--;
  while (to > from && isTitleWord(all[to - 1] ?? '', from === to - 1 && from > 0, to - from)) to--;
  return { words: all.slice(from, to), isAddressed: from > 0 };
}

/** True for the parts of "dr n. med." and "sierż. szt.". */
const isAbbreviation = (word = '') => /^(?:\p{Ll}{1,5}\.)+$/u.test(word);
/** True for the word after "br.", "mł." and "The", but not for the one after "j." in "j. kowalski". */
const startsName = (word = '') => /^\p{Lu}/u.test(word) || isAbbreviation(word);
const isAnd = (word = '') => /^(?:&|i|and|und)$/i.test(word);
const generation = /^(?:II|III|IV|jun\.?|sen\.?|junior|senior|st\.|mł\.)$/;

function isTitleWord(word: string, isFirst: boolean, count: number): boolean {
  const kind = titleKind(word);
  if (kind === 'short' && count === 2) return false;
  return kind === 'title' || kind === 'short' || (isFirst && kind === 'address');
}

const titleKind = memoize((word): 'title' | 'short' | 'address' | undefined => {
  const folded = fold(word);
  if (/^(?:r\.pr|h\.c|n\.med|d\.s)\.?$/.test(folded)) return 'title';
  if (shortTitle.test(folded)) return 'short';
  if (moreTitles.test(folded)) return 'title';
  const { words, titles } = splitTitles(word);
  if (words.length > 0 || !/\p{L}/u.test(word)) return undefined;
  return titles === '' ? 'address' : 'title';
});
