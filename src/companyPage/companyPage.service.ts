import type { Company, Contact } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { type Page, pageSize, paginate } from '../db/paginate.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import { withDates } from '../db/sql/statement.ts';
import type { InteractionRow } from '../interactions/interactions.service.ts';
import type { NamedTag } from '../tags/tags.service.ts';
import { tagsOf } from '../tags/tagsOf.ts';
import { type DueTask, maxDueTasks } from '../tasks/dueTasks.service.ts';
import { openOrder } from '../tasks/listedTask.ts';

const companyColumns = ['id', 'name', 'phone', 'email', 'website', 'tax_id', 'industry', 'address', 'notes'] as const;
type ShownCompany = Pick<Company, (typeof companyColumns)[number]> & { tags: NamedTag[] };

const personColumns = [
  'id',
  'first_name',
  'last_name',
  'position',
  'status',
  'open_tasks',
  'next_due_date',
  'last_contact_at',
  'last_contact_type',
] as const;
type Person = Pick<Contact, (typeof personColumns)[number]>;

type CompanyInteraction = Pick<InteractionRow, 'id' | 'interaction_type' | 'content' | 'occurred_at' | 'contact'>;

export interface CompanyPage {
  company: ShownCompany;
  /** Sorted by name. */
  people: Page<Person>;
  /** The latest with any of its people. */
  interactions: CompanyInteraction[];
  /** Tasks of its people that were due by today, most pressing first. */
  due: DueTask[];
  /** Whether another company was ever merged into it. */
  wasMerged: boolean;
}

type Row = ShownCompany & {
  total: number;
  people: Person[] | null;
  interactions: CompanyInteraction[] | null;
  due: DueTask[] | null;
  was_merged: boolean;
};

const maxInteractions = 10;
const mine = 'user_id = $1 AND company_id = :id';

// The latest ten interactions belong to the ten people with the newest ones; of other people only the newest
// interaction is read.
const text = `
  WITH size AS (SELECT count(*)::int AS total FROM contacts WHERE ${mine}),
  people AS (
    SELECT ${personColumns.join(', ')}
    FROM contacts WHERE ${mine} ORDER BY sort_name, id LIMIT ${pageSize}
    OFFSET (SELECT CASE WHEN :skip::int < total THEN :skip::int ELSE 0 END FROM size)),
  recent AS (
    SELECT p.id, p.first_name, p.last_name
    FROM contacts p CROSS JOIN LATERAL (
      SELECT occurred_at FROM interactions WHERE user_id = $1 AND contact_id = p.id
      ORDER BY occurred_at DESC, id DESC LIMIT 1) newest
    WHERE p.user_id = $1 AND p.company_id = :id
    ORDER BY newest.occurred_at DESC, p.id DESC LIMIT ${maxInteractions}),
  latest AS (
    SELECT i.id, i.interaction_type, i.content, i.occurred_at, row_to_json(recent) AS contact
    FROM recent CROSS JOIN LATERAL (
      SELECT * FROM interactions WHERE user_id = $1 AND contact_id = recent.id
      ORDER BY occurred_at DESC, id DESC LIMIT ${maxInteractions}) i
    ORDER BY i.occurred_at DESC, i.id DESC LIMIT ${maxInteractions}),
  due AS (
    SELECT t.id, t.title, t.due_date,
           json_build_object('id', c.id, 'first_name', c.first_name, 'last_name', c.last_name) AS contact
    FROM contacts c JOIN tasks t ON t.user_id = $1 AND t.contact_id = c.id
    WHERE c.user_id = $1 AND c.company_id = :id AND c.next_due_date <= :today::date
      AND t.status <> 'done' AND t.due_date <= :today::date
    ORDER BY ${openOrder} LIMIT ${maxDueTasks})
  SELECT ${companyColumns.join(', ')}, ${tagsOf('companies')}, (SELECT total FROM size) AS total,
         (SELECT json_agg(people) FROM people) AS people, (SELECT json_agg(latest) FROM latest) AS interactions,
         (SELECT json_agg(due) FROM due) AS due,
         EXISTS (SELECT FROM merges m WHERE m.user_id = $1 AND m.kind = 'companies' AND m.kept_id = :id) AS was_merged
  FROM companies WHERE user_id = $1 AND id = :id`;

/**
 * A company with a page of its people and the latest interactions. @throws when there is no such company of this user
 * (404)
 */
export async function readCompanyPage(
  db: OwnedDb,
  id: number,
  { page, today }: { page: number; today: string },
): Promise<CompanyPage> {
  const [row] = await db.read<Row>(text, { id, skip: (page - 1) * pageSize, today });
  if (!row) throw new RowNotFoundError();
  const { total, people, interactions, due, was_merged: wasMerged, ...company } = row;
  const { skip, take, ...pagination } = paginate(total, page);
  const rows = withDates(people ?? [], ['next_due_date', 'last_contact_at']);
  return {
    company,
    people: { rows, pagination },
    interactions: withDates(interactions ?? [], ['occurred_at']),
    due: withDates(due ?? [], ['due_date']),
    wasMerged,
  };
}
