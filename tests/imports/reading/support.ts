// Files as rows, without a thread.
import { readFileSync } from 'node:fs';
import { type ReadSheet, readSheet } from '../../../src/imports/reading/readSheet.ts';

export const load = (name: string) => readFileSync(new URL(`../cases/${name}`, import.meta.url));

export async function sheetOf(file: string | Uint8Array): Promise<ReadSheet> {
  const result = await readSheet(typeof file === 'string' ? Buffer.from(file) : file, { name: 'file' });
  if (!result.ok) throw new Error(result.problem.key);
  return result.sheet;
}

/** The rows below the heading. */
export async function rowsOf(file: string | Uint8Array): Promise<string[][]> {
  const { rows, heading } = await sheetOf(file);
  return rows.filter(({ number }) => number !== heading).map(({ cells }) => cells);
}

export async function problemOf(file: Uint8Array): Promise<string | undefined> {
  const result = await readSheet(file, { name: 'file' });
  return result.ok ? undefined : result.problem.key;
}
