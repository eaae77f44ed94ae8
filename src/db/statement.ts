import pg from 'pg';

/** A statement as pg prepares it: once on each connection, under a name of its own. */
export function prepared(text: string, values: unknown[]): pg.QueryConfig {
  return { name: nameOf(text), text, values, types };
}

const names = new Map<string, string>();

// The texts are ours and few; the values of users are never part of one.
function nameOf(text: string): string {
  const name = names.get(text) ?? `s${names.size}`;
  names.set(text, name);
  return name;
}

const { builtins } = pg.types;

/** Calendar dates and times as Prisma gives them: in UTC. pg takes them for local ones, and gives counts as texts. */
const parsers: Record<number, (text: string) => unknown> = {
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

/** The values of a statement that is put together: `at(value)` gives the place where it stands; `$1` is the owner. */
export function valuesAfterOwner(): { values: unknown[]; at(value: unknown): string } {
  const values: unknown[] = [];
  return { values, at: (value) => `$${values.push(value) + 1}` };
}
