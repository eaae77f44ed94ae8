import type { Request } from 'express';
import { type ContactPoint, type ContactPointKind, readContactPoints, writeContactPoints } from './contactPoints.ts';

type Fields = Record<string, unknown>;

/**
 * Applies a button that adds a row or makes another row the first; undefined when the form is to be saved. Without
 * scripts, these buttons submit the form to an address with `rows`.
 */
export function withChangedPoints({ query, body }: Request): Fields | undefined {
  const [, action, kind, index] = /^(add|main)-(phone|email)(?:-(\d{1,3}))?$/.exec(String(query['rows'])) ?? [];
  if (!action) return undefined;
  const fields = (body ?? {}) as Fields;
  return action === 'add'
    ? withRow(fields, kind as ContactPointKind)
    : withFirst(fields, kind as ContactPointKind, Number(index));
}

function withRow(fields: Fields, kind: ContactPointKind): Fields {
  const name = `more_${kind}s`;
  const rows: ContactPoint[] = readContactPoints(fields[name]);
  const filled = rows.filter(({ value }) => value.trim() !== '');
  return { ...fields, [name]: writeContactPoints([...filled, { label: 'other', value: '' }]) };
}

function withFirst(fields: Fields, kind: ContactPointKind, index: number): Fields {
  const rows = readContactPoints(fields[`more_${kind}s`]);
  const chosen = rows[index];
  if (!chosen) return fields;
  const [before = chosen] = readContactPoints([fields[kind], fields[`${kind}_label`]]);
  const others = [before, ...rows.filter((row) => row !== chosen)].filter(({ value }) => value.trim() !== '');
  const more = writeContactPoints(others);
  return { ...fields, [kind]: chosen.value, [`${kind}_label`]: chosen.label, [`more_${kind}s`]: more };
}
