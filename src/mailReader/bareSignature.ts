import { isFirstName } from '../contacts/firstNames.ts';
import { fold } from '../db/sql/fold.ts';

const maxLines = 6;
const maxLineLength = 70;
const separator = /\s*[|•·]\s*/;
const contact =
  /^(?:\p{L}{1,10}[.:]{0,2}\s*){0,2}\+?\(?\d[\d\s().–-]{6,20}\d(?!\d)(?:\s*[,;].*)?$|\S@\S+\.\S|^(?:https?:\/\/|www\.)/iu;
const name = /^\p{Lu}[\p{L}.'’-]*(?: \p{Lu}[\p{L}.'’-]*){1,2}$/u;

/**
 * Finds the line where a signature begins that neither `-- ` nor a closing announces: a last paragraph of short lines,
 * the author's name before a phone, an email or a website. Undefined where it may be anything else, as the address of
 * somebody else.
 * @param author the name of the sender; empty when it is not known
 */
export function findBareSignature(lines: string[], author: string): number | undefined {
  const start = lines.findLastIndex((line) => line.trim() === '') + 1;
  const above = lines.slice(0, start).findLast((line) => line.trim() !== '');
  if (above === undefined || above.trim().endsWith(':') || lines.length - start > maxLines) return undefined;
  const block = lines.slice(start).map((line) => line.trim());
  if (block.some((line) => line.length > maxLineLength || /[!?]$/.test(line))) return undefined;
  const [first = '', ...others] = block.flatMap((line) => line.split(separator));
  const isSigned = name.test(first) && others.some((part) => contact.test(part));
  return isSigned && isOf(author, first, block.join(' ')) ? start : undefined;
}

/** A sender may be called by the company's name. */
function isOf(author: string, first: string, block: string): boolean {
  if (author === '') return first.split(' ').some(isFirstName);
  const words = wordsOf(block);
  return wordsOf(author).some((word) => word.length > 2 && words.includes(word));
}

const wordsOf = (text: string) => fold(text).split(/[^\p{L}]+/u);
