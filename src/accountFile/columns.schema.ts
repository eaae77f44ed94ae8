import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { parseStoredSummary } from '../ai/summary.schema.ts';
import { latestDate, parseBirthday } from '../contacts/birthday.ts';
import { ContactPointLabel } from '../db/generated/enums.ts';
import { isTracked, restorableKinds } from '../history/recordKinds.ts';

/** A positive INTEGER of PostgreSQL. */
export const id = z.int().min(1).max(2_147_483_647);
export const bigId = z.int().min(1);
export const flag = z.boolean();
/** Times in the file are in UTC. PostgreSQL has no year 0. */
export const instant = z.iso.datetime({ offset: true }).regex(/^(?!0000).*(Z|\+00:00)$/);
export const date = z.iso.date().regex(/^(?!0000)/);
export const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/);

/** At most `max` characters as PostgreSQL counts them. */
export const text = (max: number) => z.string().refine((value) => value.length <= max || [...value].length <= max);
export const longText = text(1_000_000);
export const filled = (max: number) => text(max).min(1);

export const tagIds = z.array(id).max(1_000);
export const points = z.array(z.strictObject({ label: z.enum(ContactPointLabel), value: filled(254) })).max(100);
export const website = text(500).refine(
  (value) => value === '' || (/^https?:\/\//i.test(value) && URL.canParse(value)),
);
/** Only the stored form is valid; the forms accept others. */
export const birthday = text(10).refine((value) => {
  const parsed = parseBirthday(value, latestDate());
  return parsed.ok && parsed.value === value;
});
export const rhythm = z.int().min(1).max(3_650).nullable();
export const dates = { created_at: instant, updated_at: instant };

export const summary = z.unknown().refine((content) => {
  try {
    const parsed = parseStoredSummary(content);
    const days = parsed.next.map(({ due_date }) => due_date).filter((day) => day !== '');
    return isDeepStrictEqual(parsed, content) && days.every((day) => date.safeParse(day).success);
  } catch {
    return false;
  }
});

export const listKind = z.enum(['contacts', 'companies']);

export const kept = z.array(
  z
    .object({
      kind: z.enum(restorableKinds),
      record_id: id,
      field: text(40),
      reason: z.enum(['changed', 'in_use', 'no_parent']),
    })
    .refine(({ kind, field }) => field === '' || isTracked(kind, field)),
);

/** The columns of a line of the history. */
export const change = {
  kind: z.enum(restorableKinds),
  record_id: id,
  id: bigId,
  act_id: bigId,
  operation: z.enum(['create', 'update', 'delete']),
  field: text(40),
  old: z.unknown(),
  new: z.unknown(),
  record_updated_at: instant.nullable(),
  is_cascade: flag,
  by_undo: flag,
  undone_by: bigId.nullable(),
};
