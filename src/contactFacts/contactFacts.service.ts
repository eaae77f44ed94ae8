import type { ContactPoint } from '../contacts/contactPoints.ts';
import type { Company, Contact, InteractionType } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { type Page, pageSize, paginate } from '../db/paginate.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import { companyName } from '../db/sql/companyName.ts';
import { selectList, withDates } from '../db/sql/statement.ts';
import type { TimelineRow } from '../interactions/interactions.service.ts';
import type { NamedTag } from '../tags/tags.service.ts';
import { tagsOf } from '../tags/tagsOf.ts';
import { type ListedTask, listedTaskColumns, openOrder } from '../tasks/listedTask.ts';

const contactColumns = [
  'id',
  'first_name',
  'last_name',
  'email',
  'email_label',
  'phone',
  'phone_label',
  'address',
  'birthday',
  'source',
  'is_starred',
  'position',
  'status',
  'notes',
  'created_at',
  'updated_at',
  'last_contact_at',
  'last_contact_type',
  'open_tasks',
  'next_due_date',
  'status_since',
  'touch_snoozed_until',
] as const;

export type ShownContact = Pick<Contact, (typeof contactColumns)[number]> & {
  more_emails: ContactPoint[];
  more_phones: ContactPoint[];
  company: Pick<Company, 'id' | 'name'> | null;
  tags: NamedTag[];
  /** The shortest rhythm of the contact and its tags. */
  touch_days: number | null;
  touch_due_on: Date | null;
};

export type OpenTask = Omit<ListedTask, 'contact'> & { contact: null };

/** The stored summary; `newer`: the number of interactions and tasks written or changed since. */
export interface SummaryRow {
  content: unknown;
  provider: string;
  model: string;
  tokens: number;
  made_at: Date;
  newer: number;
}

/** What the contact page and the AI card show of a contact. */
export interface ContactFacts {
  contact: ShownContact;
  interactions: Page<TimelineRow>;
  /** At most 50, in the order of the task list. */
  tasks: OpenTask[];
  interactionCounts: Partial<Record<InteractionType, number>>;
  summary: SummaryRow | null;
  /** Whether another contact was ever merged into it. */
  wasMerged: boolean;
}

type Row = Omit<ShownContact, 'company'> & {
  company_id: number | null;
  company_name: string | null;
  interactions: (Omit<TimelineRow, 'tasks'> & { tasks: TimelineRow['tasks'] | null })[] | null;
  tasks: OpenTask[] | null;
  counts: ContactFacts['interactionCounts'] | null;
  summary: SummaryRow | null;
  was_merged: boolean;
};

const maxTasks = 50;
const mine = 'user_id = $1 AND contact_id = :id';

// One statement for a page saves round trips to PostgreSQL.
const text = `
  WITH counts AS MATERIALIZED (
    SELECT interaction_type, count(*) AS number FROM interactions WHERE ${mine} GROUP BY interaction_type),
  timeline AS (
    SELECT id, interaction_type, content, occurred_at, direction, created_at, updated_at,
           (SELECT json_agg(t) FROM (
              SELECT id, title, status, due_date FROM tasks WHERE user_id = $1 AND interaction_id = i.id ORDER BY id) t) AS tasks
    FROM interactions i WHERE ${mine} ORDER BY occurred_at DESC, id DESC LIMIT ${pageSize}
    OFFSET (SELECT CASE WHEN :skip::int < sum(number) THEN :skip::int ELSE 0 END FROM counts)),
  due AS (
    SELECT ${listedTaskColumns} FROM tasks t WHERE ${mine} AND status <> 'done' ORDER BY ${openOrder} LIMIT ${maxTasks}),
  summary AS (
    SELECT content, provider, model, tokens_in + tokens_out AS tokens, made_at,
           (SELECT count(*) FROM interactions WHERE ${mine} AND updated_at > made_at)
           + (SELECT count(*) FROM tasks WHERE ${mine} AND updated_at > made_at) AS newer
    FROM summaries WHERE ${mine})
  SELECT ${selectList('c', contactColumns)}, c.more_emails, c.more_phones, c.company_id, ${companyName('c.company_id')} AS company_name,
         ${tagsOf('c')}, d.days AS touch_days, d.due_on AS touch_due_on,
         (SELECT json_object_agg(interaction_type, number) FROM counts) AS counts,
         (SELECT json_agg(timeline) FROM timeline) AS interactions,
         (SELECT json_agg(due) FROM due) AS tasks,
         (SELECT row_to_json(summary) FROM summary) AS summary,
         EXISTS (SELECT FROM merges m WHERE m.user_id = $1 AND m.kind = 'contacts' AND m.kept_id = :id) AS was_merged
  FROM contacts c LEFT JOIN touch_dates d ON d.user_id = $1 AND d.contact_id = c.id
  WHERE c.user_id = $1 AND c.id = :id`;

/**
 * A contact with a page of its timeline and its open tasks. @throws when there is no such contact of this user (404)
 */
export async function readContactFacts(db: OwnedDb, id: number, page: number): Promise<ContactFacts> {
  const [row] = await db.read<Row>(text, { id, skip: (page - 1) * pageSize });
  if (!row) throw new RowNotFoundError();
  const { company_id, company_name, interactions, tasks, counts, summary, was_merged: wasMerged, ...contact } = row;
  const interactionCounts = counts ?? {};
  const total = Object.values(interactionCounts).reduce((sum, count) => sum + count, 0);
  const { skip, take, ...pagination } = paginate(total, page);
  return {
    contact: { ...contact, company: company_id === null ? null : { id: company_id, name: company_name ?? '' } },
    interactions: { rows: (interactions ?? []).map(timelineRow), pagination },
    tasks: withDates(tasks ?? [], ['due_date', 'due_time']).map((task) => ({ ...task, contact: null })),
    interactionCounts,
    summary: summary && (withDates([summary], ['made_at'])[0] ?? null),
    wasMerged,
  };
}

function timelineRow(row: NonNullable<Row['interactions']>[number]): TimelineRow {
  withDates([row], ['occurred_at', 'created_at', 'updated_at']);
  return { ...row, tasks: withDates(row.tasks ?? [], ['due_date']) };
}
