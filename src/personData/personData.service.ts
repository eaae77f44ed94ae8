import { isVisibleField } from '../activity/visibleChanges.ts';
import type { Cause } from '../db/acts.ts';
import type { OwnedDb } from '../db/owned.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import { type RecordKind, trackedFields } from '../history/recordKinds.ts';
import { readPersonIds } from './personIds.service.ts';

type PersonKind = Extract<RecordKind, 'contacts' | 'interactions' | 'tasks'>;

/** A record with its fields as texts; null for empty ones. */
export interface PersonRecord {
  kind: PersonKind;
  record_id: number;
  fields: Record<string, string | null>;
  created_at: Date;
  updated_at: Date;
}

export interface PersonChange {
  kind: PersonKind;
  record_id: number;
  operation: 'create' | 'update' | 'delete';
  field: string;
  old: string | null;
  new: string | null;
  at: Date;
  cause: Cause;
}

/** All that an account holds about one person. */
export interface PersonData {
  /** The contact, then its entries and tasks, each in the order of their time. */
  records: PersonRecord[];
  /** What AI wrote about the person, see src/ai/summary.schema.ts; null without a summary. */
  summary: unknown;
  changes: PersonChange[];
  /**
   * Mails from or to the person that are not logged yet, or that were sent without a confirmation by the mail server.
   */
  waiting_mails: PersonMail[];
}

interface PersonMail {
  direction: 'received' | 'sent';
  subject: string;
  content: string;
  occurred_at: string | null;
}

/** @throws RowNotFoundError */
export async function readPersonData(db: OwnedDb, id: number): Promise<PersonData> {
  const records = await db.read<PersonRecord>(recordsSql, { id });
  if (records[0]?.kind !== 'contacts') throw new RowNotFoundError();
  const [summary] = await db.read<{ content: unknown }>(
    'SELECT content FROM summaries WHERE user_id = $1 AND contact_id = :id',
    { id },
  );
  const changes = await db.read<PersonChange>(changesSql, { ids: await readPersonIds(db, id) });
  const waiting_mails = await db.read<PersonMail>(`${mailsSql} ORDER BY occurred_at, subject`, { id });
  const shown = { records: records.map(withShownFields), changes: changes.filter(isShown) };
  return { ...shown, summary: summary?.content ?? null, waiting_mails };
}

export interface PersonCounts {
  interactions: number;
  tasks: number;
  changes: number;
  /** The number of `waiting_mails` in PersonData. */
  waitingMails: number;
  hasSummary: boolean;
}

export async function countPersonData(db: OwnedDb, id: number): Promise<PersonCounts> {
  const [counts] = await db.read<PersonCounts>(
    `SELECT (SELECT count(*) FROM interactions WHERE user_id = $1 AND contact_id = :id) AS interactions,
       (SELECT count(*) FROM tasks WHERE user_id = $1 AND contact_id = :id) AS tasks,
       (SELECT count(*) FROM changes c WHERE c.user_id = $1 AND ${personChangesSql('c')}) AS changes,
       (SELECT count(*) FROM (${mailsSql}) m) AS "waitingMails",
       EXISTS (SELECT FROM summaries WHERE user_id = $1 AND contact_id = :id) AS "hasSummary"`,
    { id, ids: await readPersonIds(db, id) },
  );
  return counts as PersonCounts;
}

/** SQL condition on a waiting mail: it came from the contact `:id`, or went there. */
export const personMailsSql = (mail: string) => `${mail}.email IN (
  SELECT lower(c.email) FROM contacts c WHERE c.user_id = $1 AND c.id = :id::int AND c.email <> ''
  UNION SELECT lower(p.value ->> 'value') FROM contacts c, jsonb_array_elements(c.more_emails) p
  WHERE c.user_id = $1 AND c.id = :id::int)`;

const mailsSql = `SELECT w.direction::text AS direction, w.subject, w.content, w.occurred_at FROM waiting_mails w
  WHERE w.user_id = $1 AND ${personMailsSql('w')}
  UNION ALL SELECT 'sent', s.subject, s.body, s.created_at FROM sent_mails s
  WHERE s.user_id = $1 AND s.contact_id = :id::int AND s.body <> ''`;

/** SQL condition on a change: it is of a person with `:ids`, or of an entry or task that is or was the person's. */
export const personChangesSql = (change: string) => `(
  ${change}.kind IN ('contacts', 'summaries') AND ${change}.record_id = ANY(:ids::int[])
  OR ${['interactions', 'tasks'].map((kind) => ofDependent(change, kind)).join(' OR ')})`;

function ofDependent(change: string, kind: string): string {
  return `${change}.kind = '${kind}' AND ${change}.record_id IN (
    SELECT b.id FROM ${kind} b WHERE b.user_id = $1 AND b.contact_id = ANY(:ids::int[])
    UNION SELECT d.record_id FROM changes d
    WHERE d.user_id = $1 AND d.kind = '${kind}' AND d.operation = 'delete'
      AND (d.old ->> 'contact_id')::int = ANY(:ids::int[]))`;
}

const columns = (kind: PersonKind) => `'${kind}' AS kind, r.id AS record_id, r.created_at, r.updated_at,
  (SELECT jsonb_object_agg(f.key, f.value #>> '{}') FROM jsonb_each(to_jsonb(r)) f) AS fields`;

const recordsSql = `
  SELECT kind, record_id, created_at, updated_at, fields FROM (
    SELECT ${columns('contacts')}, 1 AS part, r.created_at AS at FROM contacts r WHERE r.user_id = $1 AND r.id = :id::int
    UNION ALL
    SELECT ${columns('interactions')}, 2, r.occurred_at FROM interactions r WHERE r.user_id = $1 AND r.contact_id = :id::int
    UNION ALL
    SELECT ${columns('tasks')}, 3, r.created_at FROM tasks r WHERE r.user_id = $1 AND r.contact_id = :id::int) records
  ORDER BY part, at, record_id`;

const changesSql = `
  SELECT c.kind, c.record_id, c.operation, c.field, c.old #>> '{}' AS old, c.new #>> '{}' AS new, a.at, a.cause
  FROM changes c JOIN acts a ON a.user_id = $1 AND a.id = c.act_id
  WHERE c.user_id = $1 AND c.kind <> 'summaries' AND ${personChangesSql('c')}
  ORDER BY c.id`;

function isShown({ operation, field }: PersonChange): boolean {
  return operation !== 'update' || isVisibleField(field);
}

function withShownFields({ kind, fields, ...record }: PersonRecord): PersonRecord {
  const names = [...trackedFields[kind].filter(isVisibleField), ...(kind === 'interactions' ? ['direction'] : [])];
  const shown = names.map((field) => [field, fields[field] ?? null]);
  return { ...record, kind, fields: Object.fromEntries(shown) };
}
