import { type ContactPoint, readContactPoints, writeContactPoints } from './contactPoints.ts';

type Fields = Record<string, unknown>;

/**
 * The fields of a form whose button asks for one more row, or for another row to be the first; undefined for a form that is
 * to be saved. Without scripts, these buttons send the form.
 */
export function withChangedPoints(body: unknown): Fields | undefined {
  const fields = (body ?? {}) as Fields;
  if ('add_phone' in fields) return withRow(fields, 'more_phones');
  if ('add_email' in fields) return withRow(fields, 'more_emails');
  for (const name of Object.keys(fields)) {
    const [, kind, index] = /^main_(phone|email)-(\d{1,3})$/.exec(name) ?? [];
    if (kind) return withFirst(fields, kind as 'phone' | 'email', Number(index));
  }
  return undefined;
}

function withRow(fields: Fields, name: 'more_phones' | 'more_emails'): Fields {
  const rows: ContactPoint[] = readContactPoints(fields[name]);
  const filled = rows.filter(({ value }) => value.trim() !== '');
  return { ...fields, [name]: writeContactPoints([...filled, { label: 'other', value: '' }]) };
}

function withFirst(fields: Fields, kind: 'phone' | 'email', index: number): Fields {
  const rows = readContactPoints(fields[`more_${kind}s`]);
  const chosen = rows[index];
  if (!chosen) return fields;
  const [before = chosen] = readContactPoints([fields[kind], fields[`${kind}_label`]]);
  const others = [before, ...rows.filter((row) => row !== chosen)].filter(({ value }) => value.trim() !== '');
  const more = writeContactPoints(others);
  return { ...fields, [kind]: chosen.value, [`${kind}_label`]: chosen.label, [`more_${kind}s`]: more };
}
