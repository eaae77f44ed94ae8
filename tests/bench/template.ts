// A page cut at the values that come from the database: constant pieces, and between them slots that are filled from rows.

/** Which statement, which row, which column, and further inside where the column is JSON. */
type Slot = (string | number)[];

export interface Template {
  /** One more than slots. */
  pieces: string[];
  slots: Slot[];
}

/** Rows as arrays, of each statement. */
export type Results = unknown[][][];

interface Found {
  from: number;
  to: number;
  slot: Slot;
}

/** Shorter ones stand in a page by chance. */
const shortest = 4;

/** Cuts every text of the rows out of the HTML wherever it stands there, escaped; the longest first. */
export function cut(html: string, results: Results): Template {
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

/** The page made from the rows, each value escaped. */
export function fill({ pieces, slots }: Template, results: Results): string {
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
  if (typeof value === 'string' && value.length >= shortest) yield [value, path];
  if (typeof value === 'number' && value >= 10 ** (shortest - 1)) yield [String(value), path];
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

/** As EJS does it. */
export function escapeHtml(text: string): string {
  return escapable.test(text) ? text.replace(/[&<>"']/g, (sign) => signs[sign] as string) : text;
}
