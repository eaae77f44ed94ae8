import type { QueryArrayConfig } from 'pg';
import type { Statement } from './recorder.ts';

const names = new Map<string, string>();

/** A statement as pg sends it, with rows as arrays; one that was prepared has a name here as well. */
export function queryOf({ text, values, prepared }: Statement): QueryArrayConfig {
  if (!prepared) return { text, values, rowMode: 'array' };
  const name = names.get(text) ?? `l${names.size}`;
  names.set(text, name);
  return { name, text, values, rowMode: 'array' };
}
