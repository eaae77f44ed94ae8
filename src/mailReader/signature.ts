import { fold } from '../db/sql/fold.ts';
import { findBareSignature } from './bareSignature.ts';

const maxSignatureLines = 25;
const farewell =
  '(?:z gory )?(?:dziekuje i )?pozdrawiam(?:y)?(?: serdecznie| cieplo)?|serdecznie pozdrawiam(?:y)?|(?:lacze |serdeczne )*pozdrowienia|z (?:powazaniem|wyrazami szacunku|pozdrowieniami)|(?:with )?(?:kind|best|warm|warmest) regards|(?:many )?thanks (?:and|&) (?:(?:kind|best) )?regards|regards|best wishes|all the best|sincerely(?: yours)?|yours (?:sincerely|faithfully|truly)';
const closing = new RegExp(
  `^(?:${farewell}|z powazaniem i .{3,30}|best|cheers|many thanks|thanks|thank you|dzieki|(?:z gory )?dziekuje)[\\s,.!]*$`,
);
/** "Pozdrawiam, Jan Kowalski". Thanks with a name go to somebody else: "Thanks Anna," */
const closingWithName = new RegExp(`^((?:${farewell})[\\s,.!–-]+)\\p{L}{2,}(?: [\\p{L}'’-]{2,}){0,2}$`, 'u');
const capitals = /^\p{Lu}[\p{L}'’-]+(?: \p{Lu}[\p{L}'’-]+){0,2}$/u;
const programs =
  /^(sent from my|sent from outlook|wyslane z|wyslano z|pobierz (aplikacje |program )?outlook|get outlook|wyslane za pomoca)\b/;

export interface SplitText {
  text: string;
  /** Empty without one. */
  signature: string;
}

/**
 * Cuts off the signature, from `-- ` on or after a closing such as "Pozdrawiam", which stays in the text with the name.
 * A signature without either is less certain, and stays in the text too.
 * @param author the name of the sender; empty when it is not known
 */
export function splitSignature(whole: string, author: string): SplitText {
  const lines = trimmedLines(whole);
  const from = Math.max(0, lines.length - maxSignatureLines);
  const at = (test: (line: string) => boolean) => lines.findIndex((line, index) => index >= from && test(line));
  const delimiter = at((line) => /^--\s?$/.test(line));
  if (delimiter > 0) return cut(lines, delimiter, delimiter + 1);
  const greeting = lastFollowed(lines, from, (line) => closing.test(fold(line).trim()));
  if (greeting >= 0) return afterGreeting(lines, greeting);
  const named = lastFollowed(lines, from, (line) => nameAfterClosing(line) !== '');
  if (named >= 0) return afterNamed(lines, named);
  return cut(lines, lines.length, findBareSignature(lines, author) ?? lines.length);
}

/** The last such line that something follows, as "Thank you." ends a disclaimer, and also begins a mail. */
function lastFollowed(lines: string[], from: number, test: (line: string) => boolean): number {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  const followed = lines.findLastIndex((line, at) => at >= from && at < last && test(line));
  return followed < 0 && test(lines[last] ?? '') ? last : followed;
}

/** Empty without one. Folding may change the length of a text, but not its words. */
function nameAfterClosing(line: string): string {
  const found = closingWithName.exec(fold(line).trim());
  if (!found) return '';
  const before = (found[1] ?? '').trim().split(/\s+/).length;
  const name = line.trim().split(/\s+/).slice(before).join(' ');
  return capitals.test(name) ? name : '';
}

/** The name stays in the text, and begins the signature. */
function afterNamed(lines: string[], at: number): SplitText {
  const { text, signature } = cut(lines, at + 1, at + 1);
  return { text, signature: `${nameAfterClosing(lines[at] ?? '')}\n${signature}`.trim() };
}

/** The greeting and the name below it are a part of the letter. */
function afterGreeting(lines: string[], greeting: number): SplitText {
  const name = lines.findIndex((line, at) => at > greeting && line.trim() !== '');
  const isName = name > 0 && /^[\p{L}.'’ -]{2,40}$/u.test((lines[name] ?? '').trim());
  const hasMore = lines.slice(isName ? name + 1 : greeting + 1).some((line) => line.trim() !== '');
  if (!hasMore) return cut(lines, lines.length, name < 0 ? lines.length : name);
  return cut(lines, isName ? name + 1 : greeting + 1, name < 0 ? greeting + 1 : name);
}

function cut(lines: string[], textEnd: number, signatureStart: number): SplitText {
  const text = lines.slice(0, textEnd).join('\n').trim();
  const signature = lines.slice(signatureStart).join('\n').trim();
  return text === '' ? { text: lines.join('\n').trim(), signature } : { text, signature };
}

function trimmedLines(whole: string): string[] {
  const lines = whole.trim().split('\n');
  while (lines.length > 1 && programs.test(fold(lines.at(-1) ?? '').trim())) lines.pop();
  return lines.join('\n').trimEnd().split('\n');
}
