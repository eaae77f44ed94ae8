import type { z } from 'zod';
import { type RecordKind, recordKinds, trackedFields } from '../history/recordKinds.ts';
import type { LoadedKind } from './kinds.ts';
import { type FileRecord, recordSchemas } from './records.schema.ts';

/** A line of the file; undefined when it is no record of this kind. */
export function parseRecord(kind: LoadedKind, line: unknown): FileRecord | undefined {
  const { data } = recordSchemas[kind].safeParse(line);
  if (!data || !isStorable(kind, data)) return undefined;
  return kind === 'changes' ? parseChange(data as Change) : data;
}

/** As the database checks them. */
function isStorable(kind: LoadedKind, record: FileRecord): boolean {
  if (kind === 'contacts') return record['first_name'] !== '' || record['last_name'] !== '';
  if (kind !== 'tasks' || (record['repeat'] ?? 'never') === 'never') return true;
  return typeof record['due_date'] === 'string' && typeof record['repeat_from'] === 'string';
}

type Change = z.output<typeof recordSchemas.changes>;

/** A deleted record is kept as the columns of that time, a changed field as its values. */
function parseChange(line: Change): FileRecord | undefined {
  const { kind, operation, field } = line;
  if (operation === 'create') return field === '' ? { ...line, old: null, new: null } : undefined;
  if (operation === 'delete') {
    const image = field === '' ? parseImage(kind, line.old) : undefined;
    return image && { ...line, old: image, new: null };
  }
  const column = isTracked(kind, field) ? columnOf(kind, field) : undefined;
  return column && [line.old, line.new].every((value) => isColumn(column, value)) ? line : undefined;
}

function parseImage(kind: Change['kind'], image: unknown): FileRecord | undefined {
  if (typeof image !== 'object' || image === null || Array.isArray(image)) return undefined;
  const columns = Object.entries(image).filter(([name]) => columnOf(kind, name));
  const isValid = columns.every(([name, value]) => isColumn(columnOf(kind, name) as z.ZodType, value));
  const kept = Object.fromEntries(columns);
  return isValid && isStorable(kind, kept) ? kept : undefined;
}

function isTracked(kind: Change['kind'], field: string): boolean {
  return recordKinds.some((one) => one === kind) && trackedFields[kind as RecordKind].includes(field);
}

function columnOf(kind: Change['kind'], name: string): z.ZodType | undefined {
  const { shape } = recordSchemas[kind] as z.ZodObject;
  return Object.hasOwn(shape, name) ? (shape[name] as z.ZodType) : undefined;
}

/** In changes that were made up by a migration a value may be missing. */
function isColumn(column: z.ZodType, value: unknown): boolean {
  return value === null || column.safeParse(value).success;
}
