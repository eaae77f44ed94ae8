// A page as a template: constant pieces, and between them slots for values from the database.

/** The path of a value: statement, row, column, and keys inside a JSON column. */
type Slot = (string | number)[];

export interface Template {
  /** There is one piece more than slots. */
  pieces: string[];
  slots: Slot[];
}

/** The rows of each statement, as arrays. */
export type Results = unknown[][][];

interface Found {
  from: number;
  to: number;
  slot: Slot;
}

/** Shorter values occur in a page by chance. */
const minLength = 4;

/** Replaces every escaped value of the rows in the HTML by a slot, the longest values first. */
export function cutTemplate(html: string, results: Results): Template {
  const texts = new Map<string, Slot>();
  for (const [text, slot] of textsIn(results, [])) if (!texts.has(text)) texts.set(text, slot);
  const found: Found[] = [];
  const taken = new Uint8Array(html.length);
  for (const [text, slot] of [...texts].sort(([one], [other]) => other.length - one.length)) {
    const sought = escapeHtml(text);
    for (let at = html.indexOf(sought); at >= 0; at = html.indexOf(sought, at + sought.length)) {
      const to = at + sought.length;
      if (taken[at] || taken[to - 1]) continue;
      taken.fill(1, at, to);
      found.push({ from: at, to, slot });
    }
  }
  return assemble(html, found);
}

/** Renders the page from rows, with each value escaped. */
export function fillTemplate({ pieces, slots }: Template, results: Results): string {
  let html = pieces[0] as string;
  for (let i = 0; i < slots.length; i++) html += escapeHtml(valueAt(results, slots[i] as Slot)) + pieces[i + 1];
  return html;
}

function assemble(html: string, found: Found[]): Template {
  const pieces: string[] = [];
  const slots: Slot[] = [];
  let at = 0;
  for (const { from, to, slot } of found.sort((one, other) => one.from - other.from)) {
    pieces.push(html.slice(at, from));
    slots.push(slot);
    at = to;
  }
  return { pieces: [...pieces, html.slice(at)], slots };
}

function* textsIn(value: unknown, path: Slot): Generator<[string, Slot]> {
  if (typeof value === 'string' && value.length >= minLength) yield [value, path];
  if (typeof value === 'number' && value >= 10 ** (minLength - 1)) yield [String(value), path];
  if (typeof value !== 'object' || value === null || value instanceof Date || Buffer.isBuffer(value)) return;
  for (const [key, inner] of Object.entries(value)) {
    yield* textsIn(inner, [...path, Array.isArray(value) ? Number(key) : key]);
  }
}

function valueAt(results: Results, slot: Slot): string {
  let value: unknown = results;
  for (const key of slot) value = (value as Record<string | number, unknown> | undefined)?.[key];
  return value === undefined || value === null ? '' : String(value);
}

const escapable = /[&<>"']/;
const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&#34;', "'": '&#39;' };

/** Escapes as EJS does. */
export function escapeHtml(text: string): string {
  return escapable.test(text) ? text.replace(/[&<>"']/g, (sign) => signs[sign] as string) : text;
}
