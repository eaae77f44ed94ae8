const newline = 10;
const carriageReturn = 13;
const quote = 34;

/**
 * Parses separated values leniently: spaces around quotes, `\"` as well as `""`, and any mix of line ends. A quote that
 * is not closed, or that stands within a cell, is text. `onRow` gets each row with its number, including empty rows.
 */
export function parseSeparated(
  text: string,
  separator: string,
  onRow: (cells: string[], number: number) => void,
): void {
  const table = new SeparatedTable(text, separator);
  for (let number = 1; table.hasMore(); number++) onRow(table.nextRow(), number);
}

class SeparatedTable {
  private at = 0;
  private hasUnclosed = false;
  private readonly separator: number;
  private readonly closing: RegExp;
  private readonly opening: RegExp;
  private readonly escapesByBackslash: boolean;

  constructor(
    private readonly text: string,
    separator: string,
  ) {
    this.separator = separator.charCodeAt(0);
    const spaces = separator === '\t' ? '[ \\u00a0]' : '[ \\t\\u00a0]';
    const mark = separator === '|' ? '\\|' : separator;
    this.closing = new RegExp(`${spaces}{0,50}(?:${mark}|[\\r\\n]|$)`, 'y');
    this.opening = new RegExp(`${spaces}{0,50}"`, 'y');
    this.escapesByBackslash = new RegExp(`\\\\"(?!${spaces}*(?:${mark}|[\\r\\n]|$))`).test(text);
  }

  hasMore(): boolean {
    return this.at < this.text.length;
  }

  nextRow(): string[] {
    const cells: string[] = [];
    for (;;) {
      cells.push(this.nextCell());
      if (this.text.charCodeAt(this.at) !== this.separator) break;
      this.at++;
    }
    this.skipLineEnd();
    return cells;
  }

  private skipLineEnd(): void {
    if (this.text.charCodeAt(this.at) === carriageReturn && this.text.charCodeAt(this.at + 1) === newline) this.at++;
    this.at++;
  }

  private nextCell(): string {
    const start = this.contentStart();
    const end = start === undefined ? undefined : this.findClosing(start);
    if (start === undefined || end === undefined) return this.plainCell();
    this.closing.lastIndex = end + 1;
    const [rest = ''] = this.closing.exec(this.text) ?? [];
    this.at = end + 1 + rest.replace(/[^ \t\u00a0]$/, '').length;
    if (rest.endsWith('\t') && this.separator === 9) this.at--;
    return this.unescape(this.text.slice(start, end));
  }

  private contentStart(): number | undefined {
    if (this.hasUnclosed) return undefined;
    this.opening.lastIndex = this.at;
    return this.opening.test(this.text) ? this.opening.lastIndex : undefined;
  }

  private plainCell(): string {
    const from = this.at;
    for (; this.at < this.text.length; this.at++) {
      const code = this.text.charCodeAt(this.at);
      if (code === this.separator || code === newline || code === carriageReturn) break;
    }
    return this.text.slice(from, this.at);
  }

  /** The position of the closing quote; undefined when there is none before the next quoted cell. */
  private findClosing(start: number): number | undefined {
    for (let at = this.text.indexOf('"', start); at >= 0; at = this.text.indexOf('"', at + 1)) {
      if (this.isEscaped(at, start)) continue;
      if (this.closes(at)) return at;
      if (this.text.charCodeAt(at + 1) === quote) at++;
      else if (this.opensCell(at)) return undefined;
    }
    this.hasUnclosed = true;
    return undefined;
  }

  private isEscaped(at: number, start: number): boolean {
    return this.escapesByBackslash && at > start && this.text[at - 1] === '\\' && this.text[at - 2] !== '\\';
  }

  private closes(at: number): boolean {
    this.closing.lastIndex = at + 1;
    return this.closing.test(this.text);
  }

  private opensCell(at: number): boolean {
    let before = at - 1;
    while (this.text[before] === ' ') before--;
    const code = this.text.charCodeAt(before);
    return code === this.separator || code === newline || code === carriageReturn;
  }

  private unescape(content: string): string {
    const single = content.includes('""') ? content.replaceAll('""', '"') : content;
    return this.escapesByBackslash ? single.replace(/\\(["\\])/g, '$1') : single;
  }
}
