import type { z } from 'zod';
import { isTracked } from '../history/recordKinds.ts';
import type { LoadedKind } from './kinds.ts';
import { parseSnapshot } from './parseSnapshot.ts';
import { type FileRecord, recordSchemas } from './records.schema.ts';
import { isStorable } from './storable.ts';

/** Parses a line of the file; undefined when it is not a record of this kind. */
export function parseRecord(kind: LoadedKind, line: unknown): FileRecord | undefined {
  const { data } = recordSchemas[kind].safeParse(line);
  if (!data || !isStorable(kind, data)) return undefined;
  return kind === 'changes' ? parseChange(data as Change) : data;
}

type Change = z.output<typeof recordSchemas.changes>;

/** The history stores a deleted record with the columns of its time, and a changed field with its values. */
function parseChange(line: Change): FileRecord | undefined {
  if (line.operation === 'update') return isFieldChange(line) ? line : undefined;
  if (line.field !== '') return undefined;
  if (line.operation === 'delete') return parseDeletion(line);
  return line.kind === 'summaries' ? undefined : { ...line, old: null, new: null };
}

/** A summary is only deleted with its contact. */
function parseDeletion(line: Change): FileRecord | undefined {
  if (line.kind === 'summaries' && !line.is_cascade && !line.by_undo) return undefined;
  const snapshot = parseSnapshot(line.kind, line.record_id, line.old);
  return snapshot && { ...line, old: snapshot, new: null };
}

function isFieldChange({ kind, field, old, new: value }: Change): boolean {
  if (!isTracked(kind, field)) return false;
  const column = (recordSchemas[kind] as z.ZodObject).shape[field] as z.ZodType;
  return [old, value].every((one) => column.safeParse(one ?? null).success);
}
