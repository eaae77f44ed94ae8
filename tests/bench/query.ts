import type { QueryArrayConfig } from 'pg';
import type { Statement } from './recorder.ts';

const names = new Map<string, string>();

/** A statement for pg, with rows as arrays, and named if the product prepared it. */
export function toQuery({ text, values, prepared }: Statement): QueryArrayConfig {
  if (!prepared) return { text, values, rowMode: 'array' };
  const name = names.get(text) ?? `l${names.size}`;
  names.set(text, name);
  return { name, text, values, rowMode: 'array' };
}
