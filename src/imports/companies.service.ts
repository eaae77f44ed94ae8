import type { OwnedDb } from '../db/owned.ts';
import { fold } from '../db/sql/fold.ts';

export interface FoundCompanies {
  idOf: (name: string) => number | null;
  /** Those that were not there. */
  made: number[];
}

interface Row {
  id: number;
  name: string;
}

/** The companies of these names, whatever their case and accents; those that are missing are made, each once. */
export async function findOrMakeCompanies(
  tx: OwnedDb,
  id: number,
  names: string[],
  now: Date,
): Promise<FoundCompanies> {
  const wanted = new Map<string, string>();
  for (const name of names.filter(Boolean)) if (!wanted.has(fold(name))) wanted.set(fold(name), name);
  const ids = new Map<string, number>();
  // Of several of the same name the oldest, unless one is written in just this way.
  for (const row of await findCompanies(tx, [...wanted.keys()])) {
    const key = fold(row.name);
    if (!ids.has(key) || row.name === wanted.get(key)) ids.set(key, row.id);
  }
  const missing = [...wanted].filter(([key]) => !ids.has(key)).map(([, name]) => name);
  const made = await makeCompanies(tx, id, missing, now);
  for (const row of made) ids.set(fold(row.name), row.id);
  return { idOf: (name) => ids.get(fold(name)) ?? null, made: made.map((row) => row.id) };
}

async function findCompanies(tx: OwnedDb, folded: string[]): Promise<Row[]> {
  if (folded.length === 0) return [];
  // The first line of the search text is the name.
  return tx.read<Row>(
    `SELECT id, name FROM companies WHERE user_id = $1
       AND split_part(search_text, E'\\n', 2) IN (SELECT json_array_elements_text($2::json)) ORDER BY id`,
    [JSON.stringify(folded)],
  );
}

async function makeCompanies(tx: OwnedDb, id: number, names: string[], now: Date): Promise<Row[]> {
  if (names.length === 0) return [];
  return tx.read<Row>(
    `INSERT INTO companies (user_id, name, created_at, updated_at)
     SELECT i.user_id, asked.name, $4::timestamptz, $4::timestamptz
     FROM imports i, json_array_elements_text($3::json) AS asked(name) WHERE i.user_id = $1 AND i.id = $2::int
     RETURNING id, name`,
    [id, JSON.stringify(names), now],
  );
}
