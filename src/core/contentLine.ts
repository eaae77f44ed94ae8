// Lines of vCards (RFC 6350) and of iCalendar files (RFC 5545), which have the same rules.

const maxLineOctets = 75;

/** Writes a folded line. A value is a text, or the parts of a structured value. */
export function contentLine(name: string, value: string | string[]): string {
  return plainLine(name, [value].flat().map(escapeText).join(';'));
}

/** A line whose value is a list. */
export function contentListLine(name: string, values: string[]): string {
  return plainLine(name, values.map(escapeText).join(','));
}

/** A line whose value is no text, such as a date or a rule. */
export function plainLine(name: string, value: string): string {
  return `${foldLine(`${name}:${value}`)}\r\n`;
}

function escapeText(text: string): string {
  const escaped = text.replace(/[\\;,]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');
  return escaped.replace(controlCharacters, '');
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: A text holds none but tabs.
const controlCharacters = /[\0-\x08\x0b-\x1f\x7f]/g;

/** Breaks lines at 75 octets, never within a letter; a space begins each further one. */
function foldLine(line: string): string {
  if (line.length <= maxLineOctets / 4) return line;
  let folded = '';
  let octets = 0;
  for (const letter of line) {
    const size = Buffer.byteLength(letter);
    if (octets + size > maxLineOctets) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += letter;
    octets += size;
  }
  return folded;
}
