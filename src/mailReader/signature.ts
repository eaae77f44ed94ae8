import { fold } from '../db/sql/fold.ts';

const maxSignatureLines = 25;
const closing =
  /^(pozdrawiam(y)?( serdecznie| cieplo)?|serdecznie pozdrawiam|z (powazaniem|wyrazami szacunku|pozdrowieniami)|z powazaniem i .{3,30}|(kind|best|warm|warmest) regards|regards|best wishes|all the best|best|cheers|sincerely( yours)?|yours (sincerely|faithfully|truly)|many thanks|thanks|thank you|dzieki|dziekuje)[\s,.!]*$/;
const programs =
  /^(sent from my|sent from outlook|wyslane z|wyslano z|pobierz (aplikacje |program )?outlook|get outlook|wyslane za pomoca)\b/;

export interface SplitText {
  text: string;
  /** Empty without one. */
  signature: string;
}

/**
 * Cuts off the signature, from `-- ` on or after a closing such as "Pozdrawiam", which stays in the text with the name.
 */
export function splitSignature(whole: string): SplitText {
  const lines = trimmedLines(whole);
  const from = Math.max(0, lines.length - maxSignatureLines);
  const at = (test: (line: string) => boolean) => lines.findIndex((line, index) => index >= from && test(line));
  const delimiter = at((line) => /^--\s?$/.test(line));
  if (delimiter > 0) return cut(lines, delimiter, delimiter + 1);
  const greeting = at((line) => closing.test(fold(line).trim()));
  return greeting < 0 ? cut(lines, lines.length, lines.length) : afterGreeting(lines, greeting);
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
