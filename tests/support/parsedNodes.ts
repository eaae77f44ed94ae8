// Pieces of the tree that PostgreSQL's parser makes.
import type { Node } from './parsedFrom.ts';

const writes = new Set(['InsertStmt', 'UpdateStmt', 'DeleteStmt']);

export function isWrite(kind: string): boolean {
  return writes.has(kind);
}

export function tableOf(write: Node): string {
  return (write['relation'] as { relname: string }).relname;
}

/** Without its schema. */
export function functionName(call: Node): string {
  return lastOf(call['funcname']);
}

export function typeName(cast: Node): string {
  return lastOf((cast['typeName'] as { names: unknown }).names);
}

/** The column that is cast; empty for anything else. */
export function columnIn(cast: Node): string {
  return lastOf(((cast['arg'] as Node)['ColumnRef'] as { fields?: unknown } | undefined)?.fields);
}

function lastOf(names: unknown): string {
  return (names as { String?: { sval: string } }[] | undefined)?.at(-1)?.String?.sval ?? '';
}

export function hasColumn(node: Node): boolean {
  let found = false;
  each(node, (kind) => {
    if (kind === 'ColumnRef') found = true;
  });
  return found;
}

/** Every node below, with its kind. */
export function each(value: unknown, see: (kind: string, node: Node) => void): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [kind, inner] of Object.entries(value)) {
    if (typeof inner === 'object' && inner !== null && !Array.isArray(inner)) see(kind, inner as Node);
    each(inner, see);
  }
}
