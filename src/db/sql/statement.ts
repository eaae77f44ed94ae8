import pg from 'pg';

/** A statement as pg prepares it: once on each connection, under a name of its own. */
export function prepared(text: string, values: unknown[]): pg.QueryConfig {
  return { ...namedOf(text), values, types };
}

interface Named {
  name: string;
  text: string;
}

const known = new Map<string, Named>();

// The texts are ours and few; the values of users are never part of one. The text that was seen first is handed on: pg
// compares it with what it has prepared, which for one and the same text takes no time.
function namedOf(text: string): Named {
  const seen = known.get(text);
  if (seen) return seen;
  const named = { name: `s${known.size}`, text };
  known.set(text, named);
  return named;
}

const { builtins } = pg.types;
const usualTimestamp = pg.types.getTypeParser(builtins.TIMESTAMPTZ);

// `2026-11-18 10:00:00.123+00`, as sessions in UTC write it: by V8 in a tenth of the time.
function timestampOf(text: string): unknown {
  if (text.charCodeAt(4) !== dash || !text.endsWith('+00')) return usualTimestamp(text);
  return new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`);
}

const dash = 45;

/** Calendar dates and times as Prisma gives them: in UTC. pg takes them for local ones, and gives counts as texts. */
const parsers: Record<number, (text: string) => unknown> = {
  [builtins.TIMESTAMPTZ]: timestampOf,
  [builtins.DATE]: (text) => new Date(text),
  [builtins.TIME]: (text) => new Date(`1970-01-01T${text}Z`),
  [builtins.INT8]: Number,
  [builtins.NUMERIC]: Number,
};

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format: 'text' | 'binary') =>
    parsers[oid] ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
};

/** Rows that came as JSON, their named columns made what they are: timestamps and calendar dates become Date. */
export function withDates<Row>(rows: Row[], columns: (keyof Row)[]): Row[] {
  for (const row of rows) for (const name of columns) row[name] = dateIn(row[name]) as Row[keyof Row];
  return rows;
}

function dateIn(value: unknown): Date | null {
  return typeof value === 'string' ? new Date(value) : null;
}

/** Adds a value to a statement and gives its placeholder, such as `$2`. */
export type Bind = (value: unknown) => string;

/** The values of a statement that is put together; `$1` is the owner. */
export function valuesAfterOwner(): { values: unknown[]; bind: Bind } {
  const values: unknown[] = [];
  return { values, bind: (value) => `$${values.push(value) + 1}` };
}

/** SQL: these columns of a table that is called so, for a SELECT. */
export function selectList(alias: string, columns: readonly string[]): string {
  return columns.map((column) => `${alias}.${column}`).join(', ');
}

/** What stands for the `:name`s of a statement. */
export type NamedValues = Record<string, unknown>;

interface Positional {
  text: string;
  names: string[];
}

const positionalTexts = new Map<string, Positional>();

/** The statement with `$2`, `$3`, … for its `:name`s, and their values in this order; `$1` is the owner. */
export function positional(text: string, values: NamedValues): { text: string; values: unknown[] } {
  let known = positionalTexts.get(text);
  if (!known) positionalTexts.set(text, (known = numbered(text)));
  const missing = known.names.find((name) => !(name in values));
  if (missing) throw new TypeError(`A statement lacks the value of :${missing}`);
  return { text: known.text, values: known.names.map((name) => values[name]) };
}

function numbered(text: string): Positional {
  const names: string[] = [];
  // Strings stay as they are, and `::` is a cast.
  const pattern = /'(?:[^']|'')*'|(?<![:\w]):([a-z_]\w*)/g;
  const replaced = text.replace(pattern, (all, name?: string) => {
    if (name === undefined) return all;
    if (!names.includes(name)) names.push(name);
    return `$${names.indexOf(name) + 2}`;
  });
  return { text: replaced, names };
}
