import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { parseStoredSummary } from '../ai/summary.schema.ts';
import { latestDate, parseBirthday } from '../contacts/birthday.ts';
import { causes } from '../db/acts.ts';
import {
  ContactPointLabel,
  ContactStatus,
  InteractionType,
  Locale,
  MailDirection,
  TagColor,
  TaskPriority,
  TaskRepeat,
  TaskStatus,
} from '../db/generated/enums.ts';
import { isTracked, restorableKinds } from '../history/recordKinds.ts';
import type { LoadedKind } from './kinds.ts';

export type FileRecord = Record<string, unknown>;

/** As PostgreSQL's INTEGER holds it. */
export const id = z.int().min(1).max(2_147_483_647);
const bigId = z.int().min(1);
const flag = z.boolean();
/** A file tells times in UTC. PostgreSQL knows no year 0. */
const instant = z.iso.datetime({ offset: true }).regex(/^(?!0000).*(Z|\+00:00)$/);
const date = z.iso.date().regex(/^(?!0000)/);
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d:[0-5]\d$/);

/** At most `max` characters as PostgreSQL counts them. */
const text = (max: number) => z.string().refine((value) => value.length <= max || [...value].length <= max);
const longText = text(1_000_000);
const filled = (max: number) => text(max).min(1);

const tagIds = z.array(id).max(1_000);
const points = z.array(z.strictObject({ label: z.enum(ContactPointLabel), value: filled(254) })).max(100);
const website = text(500).refine((value) => value === '' || (/^https?:\/\//i.test(value) && URL.canParse(value)));
/** As it is stored: other forms are for people who type. */
const birthday = text(10).refine((value) => {
  const parsed = parseBirthday(value, latestDate());
  return parsed.ok && parsed.value === value;
});
const rhythm = z.int().min(1).max(3_650).nullable();
const dates = { created_at: instant, updated_at: instant };

const summary = z.unknown().refine((content) => {
  try {
    const parsed = parseStoredSummary(content);
    const days = parsed.next.map(({ due_date }) => due_date).filter((day) => day !== '');
    return isDeepStrictEqual(parsed, content) && days.every((day) => date.safeParse(day).success);
  } catch {
    return false;
  }
});

const listKind = z.enum(['contacts', 'companies']);

const kept = z.array(
  z
    .object({
      kind: z.enum(restorableKinds),
      record_id: id,
      field: text(40),
      reason: z.enum(['changed', 'in_use', 'no_parent']),
    })
    .refine(({ kind, field }) => field === '' || isTracked(kind, field)),
);

const change = {
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

/** The columns of each list but the owner. One that is added later gets a `default`, so that older files can be loaded. */
export const recordSchemas = {
  tags: z.strictObject({ id, name: filled(50), color: z.enum(TagColor), keep_in_touch_days: rhythm, ...dates }),
  companies: z.strictObject({
    id,
    name: filled(200),
    website,
    industry: text(100),
    address: longText,
    phone: text(50),
    email: text(254),
    tax_id: text(20),
    notes: longText,
    tag_ids: tagIds,
    is_sample: flag,
    ...dates,
  }),
  contacts: z.strictObject({
    id,
    company_id: id.nullable(),
    first_name: text(100),
    last_name: text(100),
    email: text(254),
    email_label: z.enum(ContactPointLabel),
    more_emails: points,
    phone: text(50),
    phone_label: z.enum(ContactPointLabel),
    more_phones: points,
    position: text(100),
    address: longText,
    birthday,
    source: text(100),
    status: z.enum(ContactStatus),
    keep_in_touch_days: rhythm,
    touch_snoozed_until: date.nullable(),
    is_starred: flag,
    tag_ids: tagIds,
    notes: longText,
    is_sample: flag,
    status_since: instant.nullable(),
    ...dates,
  }),
  interactions: z.strictObject({
    id,
    contact_id: id,
    interaction_type: z.enum(InteractionType),
    content: longText.min(1),
    occurred_at: instant,
    direction: z.enum(MailDirection).nullable(),
    message_hash: text(43),
    is_sample: flag,
    ...dates,
  }),
  tasks: z.strictObject({
    id,
    contact_id: id.nullable(),
    interaction_id: id.nullable(),
    title: filled(200),
    description: longText,
    status: z.enum(TaskStatus),
    priority: z.enum(TaskPriority),
    repeat: z.enum(TaskRepeat),
    due_date: date.nullable(),
    due_time: time.nullable(),
    repeat_from: date.nullable(),
    previous_id: id.nullable(),
    completed_at: instant.nullable(),
    is_sample: flag,
    ...dates,
  }),
  summaries: z.strictObject({
    contact_id: id,
    content: summary,
    locale: z.enum(Locale),
    provider: text(20),
    model: text(100),
    tokens_in: z.int().min(0).max(2_147_483_647),
    tokens_out: z.int().min(0).max(2_147_483_647),
    made_at: instant,
  }),
  acts: z.strictObject({
    id: bigId,
    actor_id: id.nullable(),
    cause: z.enum(causes),
    at: instant,
    undoes: bigId.nullable(),
    kept: kept.nullable(),
  }),
  changes: z.strictObject(change),
  merges: z
    .strictObject({ id, kind: listKind, gone_id: id, kept_id: id, act_id: bigId, at: instant })
    .refine(({ gone_id, kept_id }) => gone_id !== kept_id),
  saved_views: z.strictObject({
    id,
    kind: listKind.default('contacts'),
    name: filled(50),
    query: text(2_000),
    position: z.int().min(0).max(1_000_000),
    is_default: flag,
  }),
  mail_templates: z.strictObject({
    id,
    name: text(100),
    subject: text(200),
    body: longText,
    deleted_at: instant.nullable(),
    ...dates,
  }),
  different_records: z
    .strictObject({ id, kind: listKind, one_id: id, other_id: id, at: instant })
    .refine(({ one_id, other_id }) => one_id < other_id),
  erasures: z.strictObject({ id, at: instant }),
} satisfies Record<LoadedKind, z.ZodObject>;
