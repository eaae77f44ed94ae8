import { maxRows } from '../importLimits.ts';
import { UnreadableFileError } from './rawSheet.ts';

export interface VcardLine {
  /** "item1" in `item1.EMAIL`; empty when there is none. */
  group: string;
  /** A property of vCard 3 or 4, unfolded: `TEL;TYPE=CELL:601555100`. */
  text: string;
}

/** Pictures, sounds and keys take megabytes and nothing reads them. */
const dropped = /^(?:[\w-]+\.)?(?:PHOTO|LOGO|SOUND|KEY|AGENT|X-MS-CARDPICTURE|X-[\w-]*(?:PHOTO|IMAGE)[\w-]*)[;:]/i;
const property = /^(?:([\w-]+)\.)?([\w-]+)((?:;(?:"[^"]*"|[^":])*)?):([\s\S]*)$/;

/**
 * Splits a text into cards whose lines a strict parser accepts: what version 2.1 writes in another way is rewritten.
 * @throws UnreadableFileError
 */
export function splitVcards(text: string): VcardLine[][] {
  const cards: VcardLine[][] = [];
  let version = '';
  for (const line of unfold(text)) {
    if (/^BEGIN:VCARD\s*$/i.test(line)) {
      if (cards.length === maxRows) throw new UnreadableFileError({ key: 'imports.problem.tooManyRows' });
      cards.push([]);
      version = '';
    } else if (/^VERSION:/i.test(line)) version = line.slice(8).trim();
    const parsed = /^(?:BEGIN|END|VERSION):/i.test(line) ? undefined : toLine(line, version);
    if (parsed) cards.at(-1)?.push(parsed);
  }
  return cards;
}

/** Joins continued lines: those that begin with a space, and quoted-printable ones after a line that ends in "=". */
function unfold(text: string): string[] {
  const lines: string[] = [];
  let parts: string[] = [];
  for (const line of text.split(/\r\n|\n|\r/)) {
    const isFolded = /^[ \t]/.test(line);
    const isSoftBroken = parts.at(-1)?.endsWith('=') && isQuotedPrintable(parts[0]);
    if (isSoftBroken) parts.push(parts.pop()?.slice(0, -1) ?? '', isFolded ? line.slice(1) : line);
    else if (isFolded) keepPart(parts, line.slice(1));
    else if (line.trim() !== '' && !isRestOfDropped(parts[0], line)) {
      lines.push(parts.join(''));
      parts = [line];
    }
  }
  return [...lines, parts.join('')].filter((line) => !dropped.test(line));
}

function keepPart(parts: string[], part: string): void {
  if (parts[0] !== undefined && !dropped.test(parts[0])) parts.push(part);
}

/** Old phones do not indent the continued lines of a picture. */
function isRestOfDropped(start: string | undefined, line: string): boolean {
  return start !== undefined && dropped.test(start) && !property.test(line.slice(0, 200));
}

const isQuotedPrintable = (line: string | undefined) =>
  line !== undefined && /^[^:]*ENCODING=QUOTED-PRINTABLE|^[^:]*;QUOTED-PRINTABLE/i.test(line);

function toLine(line: string, version: string): VcardLine | undefined {
  const [, group = '', name = '', parameters = '', value = ''] = property.exec(line.trim()) ?? [];
  if (name === '') return undefined;
  const decoded = isQuotedPrintable(line) ? decodeQuoted(value, charsetOf(parameters)) : value;
  const text = version.startsWith('2') ? escapeCommas(decoded) : decoded;
  const asText = /^BDAY$/i.test(name) ? ';VALUE=text' : '';
  return { group: group.toLowerCase(), text: `${name}${asText}${toTypes(parameters, asText !== '')}:${text}` };
}

/** Version 2.1 writes types without their name: `TEL;CELL;PREF`. */
function toTypes(parameters: string, hasValue: boolean): string {
  const parts = parameters.match(/;(?:"[^"]*"|[^;"])*/g) ?? [];
  return parts
    .map((part) => part.slice(1).trim())
    .filter((part) => part !== '' && !/^(?:ENCODING|CHARSET)=|^(?:QUOTED-PRINTABLE|BASE64|8BIT|7BIT)$/i.test(part))
    .filter((part) => !hasValue || !/^VALUE=/i.test(part))
    .map((part) => (part.includes('=') ? `;${part}` : `;TYPE=${part}`))
    .join('');
}

function charsetOf(parameters: string): string {
  return /CHARSET="?([\w-]+)/i.exec(parameters)?.[1]?.toLowerCase() ?? '';
}

/** Decodes UTF-8, unless the charset or the bytes themselves point to another encoding. */
function decodeQuoted(value: string, charset: string): string {
  const bytes = Buffer.from(
    value
      .replace(/[^\0-\xff]/g, (letter) => Buffer.from(letter).toString('latin1'))
      .replace(/=([\da-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
  return decoderFor(charset, bytes)
    .decode(bytes)
    .replace(/\r\n?|\n/g, '\\n');
}

function decoderFor(charset: string, bytes: Uint8Array) {
  try {
    if (charset !== '' && charset !== 'utf-8') return new TextDecoder(charset);
    new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return new TextDecoder();
  } catch {
    return new TextDecoder('windows-1250');
  }
}

/** In version 2.1 only semicolons are separators, so that commas have to be escaped. */
function escapeCommas(value: string): string {
  return value.replace(/\\(?![;,\\nN])/g, '\\\\').replace(/(?<!\\),/g, '\\,');
}
