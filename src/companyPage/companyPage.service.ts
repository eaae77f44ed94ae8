import type { Company, Contact } from '../db/generated/client.ts';
import type { OwnedDb } from '../db/owned.ts';
import { type Page, pageSize, paginate } from '../db/paginate.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import { withDates } from '../db/sql/statement.ts';
import type { InteractionOf } from '../interactions/interactions.service.ts';

const companyColumns = ['id', 'name', 'website', 'industry', 'address'] as const;
type ShownCompany = Pick<Company, (typeof companyColumns)[number]>;

const personColumns = [
  'id',
  'first_name',
  'last_name',
  'position',
  'status',
  'open_tasks',
  'next_due_date',
  'last_interaction_at',
  'last_interaction_type',
] as const;
/** One of a company's people. */
type Person = Pick<Contact, (typeof personColumns)[number]>;

/** What was said with one of them. */
type SaidAtCompany = Pick<InteractionOf, 'id' | 'interaction_type' | 'content' | 'occurred_at' | 'contact'>;

export interface CompanyPage {
  company: ShownCompany;
  /** By name. */
  people: Page<Person>;
  said: SaidAtCompany[];
}

type Row = ShownCompany & { total: number; people: Person[] | null; said: SaidAtCompany[] | null };

const lately = 10;
const mine = 'user_id = $1 AND company_id = :id';

// The newest ten of what was said are all with the ten people spoken with last, so nothing else need be read.
const text = `
  WITH size AS (SELECT count(*)::int AS total FROM contacts WHERE ${mine}),
  people AS (
    SELECT ${personColumns.join(', ')}
    FROM contacts WHERE ${mine} ORDER BY sort_name, id LIMIT ${pageSize}
    OFFSET (SELECT CASE WHEN :skip::int < total THEN :skip::int ELSE 0 END FROM size)),
  spoken AS (
    SELECT id, first_name, last_name FROM contacts WHERE ${mine} AND last_interaction_at IS NOT NULL
    ORDER BY last_interaction_at DESC, id DESC LIMIT ${lately}),
  said AS (
    SELECT i.id, i.interaction_type, i.content, i.occurred_at, row_to_json(spoken) AS contact
    FROM spoken CROSS JOIN LATERAL (
      SELECT * FROM interactions WHERE user_id = $1 AND contact_id = spoken.id
      ORDER BY occurred_at DESC, id DESC LIMIT ${lately}) i
    ORDER BY i.occurred_at DESC, i.id DESC LIMIT ${lately})
  SELECT ${companyColumns.join(', ')}, (SELECT total FROM size) AS total,
         (SELECT json_agg(people) FROM people) AS people, (SELECT json_agg(said) FROM said) AS said
  FROM companies WHERE user_id = $1 AND id = :id`;

/** A company with a page of its people and what was lately said with any of them. @throws when there is none (404) */
export async function readCompanyPage(db: OwnedDb, id: number, page: number): Promise<CompanyPage> {
  const [row] = await db.read<Row>(text, { id, skip: (page - 1) * pageSize });
  if (!row) throw new RowNotFoundError();
  const { total, people, said, ...company } = row;
  const { skip, take, ...pagination } = paginate(total, page);
  const rows = withDates(people ?? [], ['next_due_date', 'last_interaction_at']);
  return { company, people: { rows, pagination }, said: withDates(said ?? [], ['occurred_at']) };
}
