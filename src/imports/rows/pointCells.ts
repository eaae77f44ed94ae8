import type { ContactPointLabel } from '../../contacts/contactPoints.ts';
import { isPhoneText, parsePhones, splitPhones } from '../../core/phoneNumber.ts';
import { email as emailRule, maxEmailLength, maxPhoneLength } from '../../validation/formFields.ts';
import { isDestroyedNumber, isNoAnswer, withoutDecimals, withPlainDigits } from './cellText.ts';
import { readLabel } from './pointLabels.ts';

export interface FoundPoint {
  value: string;
  label: ContactPointLabel | undefined;
  /** Words beside it that are not a label, for example a name. */
  words: string;
}

export interface PointCell {
  points: FoundPoint[];
  /** Parts without an email or phone. */
  unrecognized: string[];
}

/** Longer cells are prose, and would be slow to search. */
const maxSearchedLength = 1_000;

export function readPhones(text: string): PointCell {
  return readParts(withPlainDigits(text), splitNumbers, findPhone);
}

const ordinal = /^(?:[1-9]\)|[1-9]\.(?=\s)|I{1,3}[:.)])\s*(?=[+(\d])/;
const beforeEmail = /[\s,;]+(?=[^\s@]+@[^\s@]+\.)/;

function splitNumbers(whole: string): string[] {
  return whole.replace(ordinal, '').split(beforeEmail).flatMap(splitPhones).map(withoutDecimals).flatMap(splitPair);
}

/** "601-555-100 601-555-101" */
function splitPair(part: string): string[] {
  const numbers = part.split(/\s+/);
  const isPair = numbers.length > 1 && numbers.every((one) => /^\+?[\d-]{9,15}$/.test(one));
  return isPair ? numbers : [part];
}

const emailSeparator =
  /:::|[;,|\\\n\t]|\s+(?:\/|lub|albo|or|i|and|oder|und|oraz|&)\s+|\/(?=[^\s/]+@)|\s+(?=(?:mailto:)?[^\s@<>()"]+@)/iu;

export function readEmails(text: string): PointCell {
  const split = (whole: string) =>
    plainAddresses(whole)
      .replace(/^['`’]/, '')
      .split(emailSeparator)
      .map((part) => part.trim());
  return readParts(text, split, findEmail);
}

/** "ola (at) kret.example" and "ola @kret.example" */
function plainAddresses(text: string): string {
  const plain = text
    .replace(/\s*[([]\s*(?:at|małpa)\s*[)\]]\s*/giu, '@')
    .replace(/\s*[([]\s*(?:dot|kropka)\s*[)\]]\s*/giu, '.')
    .replace(/(mailto:[^?\s]+)\?\S*/gi, '$1');
  return plain.split('@').length === 2 ? plain.replace(/(?<=\S) ?@ ?(?=\S)/, '@') : plain;
}

type Finder = (part: string) => { value: string; words: string } | undefined;

function readParts(text: string, split: (whole: string) => string[], find: Finder): PointCell {
  const cell: PointCell = { points: [], unrecognized: [] };
  if (text.length > maxSearchedLength) return { ...cell, unrecognized: [text] };
  for (const part of split(text)) if (part !== '' && !isNoAnswer(part)) readPart(cell, part, find);
  return cell.points.length === 0 && cell.unrecognized.length > 1 ? { ...cell, unrecognized: [text] } : cell;
}

function readPart(cell: PointCell, part: string, find: Finder): void {
  const former = cell.points.at(-1);
  const found = isDestroyedNumber(part) ? undefined : find(part);
  if (former && isLastDigits(part)) former.words = `${former.words} / ${part}`.trim();
  else if (found) addPoint(cell, part, found);
  else if (readLabel(part).isUnknown || (/\p{N}/u.test(part) && !/^\d[.)]$/.test(part))) cell.unrecognized.push(part);
}

/** In "22 555 10 10/11", the digits after the slash stand for a second number but are not one themselves. */
function isLastDigits(part: string): boolean {
  return /^[\d\s/-]{1,8}\)?$/.test(part) && part.replace(/\D/g, '').length < 5;
}

function addPoint(cell: PointCell, part: string, { value, words }: { value: string; words: string }): void {
  const { label, isUnknown, isFax } = readLabel(words);
  if (isFax) return void cell.unrecognized.push(part);
  cell.points.push({ value, label, words: isUnknown || /\d{2}/.test(words) ? words : '' });
}

const number = /[+＋]?\(?\d(?:[\s().*/\u00a0\u2010-\u2015-]*\d){2,}(?![:\d])/gu;
function findPhone(part: string): ReturnType<Finder> {
  const isWhole = part.length <= maxPhoneLength && isPhoneText(part);
  if (isWhole && (!/\p{L}/u.test(part) || hasExtension(part))) return withoutLabel(part);
  const value = part.match(number)?.find((one) => one.replace(/\D/g, '').length >= 7) ?? '';
  const isNumber = value !== '' && value.length <= maxPhoneLength && isPhoneText(value);
  if (isNumber) return { value, words: wordsAround(part, value) };
  return isWhole ? { value: part, words: '' } : undefined;
}

function hasExtension(part: string): boolean {
  const [number] = parsePhones(part);
  return number !== undefined && (number.extension !== '' || number.pauses !== '');
}

const labelBefore = /^\p{L}[\p{L}.\s]*[.:\s]\s*(?=[+(\d])/u;

/** The words before the number are its label: "kom. 601 555 100 wew. 5". */
function withoutLabel(part: string): { value: string; words: string } {
  const [words = ''] = labelBefore.exec(part) ?? [];
  return { value: part.slice(words.length), words };
}

const address = /[^\s@<>()[\],;:\\"'’`][^\s@<>()[\],;:\\"]*@[^\s@<>()[\],;:\\"]*[^\s@<>()[\],;:\\".'’`]/u;

function findEmail(part: string): ReturnType<Finder> {
  if (part.split('@').length !== 2) return undefined;
  const [value = ''] = address.exec(part) ?? [];
  if (value.length > maxEmailLength || value === '' || !emailRule.safeParse(value).success) return undefined;
  return { value, words: wordsAround(part, value) };
}

function wordsAround(part: string, value: string): string {
  return part
    .replace(value, ' ')
    .replace(/mailto:/i, ' ')
    .replace(/\s+/gu, ' ')
    .replace(/^[\s()<>[\]"'`,;:.-]+|[\s()<>[\]"'`,;:-]+$/gu, '');
}
