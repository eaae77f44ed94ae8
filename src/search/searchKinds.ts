import { searchableCompanies } from '../companies/similarCompanies.service.ts';
import type { ContactPoint } from '../contacts/contactPoints.ts';
import type { Company, Contact, Interaction, Task } from '../db/generated/client.ts';
import { companyName } from '../db/sql/companyName.ts';
import { firstRows, largeSize, type SearchedList } from '../db/sql/searchHits.ts';
import type { NamedTag } from '../tags/tags.service.ts';
import { tagsOf } from '../tags/tagsOf.ts';

type Person = Pick<Contact, 'id' | 'first_name' | 'last_name'>;

export type FoundContact = Person &
  Pick<Contact, 'email' | 'phone' | 'position'> & {
    company: string | null;
    more_emails: ContactPoint[];
    more_phones: ContactPoint[];
    about: string;
    tags: NamedTag[];
  };
export type FoundCompany = Pick<Company, 'id' | 'name' | 'industry' | 'website' | 'phone' | 'email' | 'tax_id'> & {
  about: string;
  tags: NamedTag[];
};
export type FoundTask = Pick<Task, 'id' | 'title' | 'description' | 'status' | 'due_date'> & { contact: Person | null };
export type FoundInteraction = Pick<Interaction, 'id' | 'interaction_type' | 'content' | 'occurred_at'> & {
  contact: Person;
};

export type SearchKind = Pick<SearchedList, 'table' | 'first' | 'order' | 'sortColumns' | 'size'> & {
  /** SQL: the shown columns of a row `r`. */
  columns: string;
};

const maxAbout = 1_000;

/** The number of rows that are sampled to estimate how frequent hits are. */
export const sampleSize = 200;

export const contactHitColumns = `r.id, r.first_name, r.last_name, r.email, r.phone, r.position, r.more_emails, r.more_phones,
  ${about('r.address', 'r.source', 'r.notes')}, ${companyName('r.company_id')} AS company, ${tagsOf('r')}`;

const contact = `(SELECT json_build_object('id', c.id, 'first_name', c.first_name, 'last_name', c.last_name)
  FROM contacts c WHERE c.user_id = $1 AND c.id = r.contact_id) AS contact`;

const contacts: SearchKind = {
  ...sorted('contacts', 'updated_at', 'updated_at DESC, id DESC'),
  columns: contactHitColumns,
  size: '(SELECT coalesce(sum(people), 0)::int FROM contact_counts WHERE user_id = $1)',
};

const companies: SearchKind = {
  ...searchableCompanies,
  columns: `r.id, r.name, r.industry, r.website, r.phone, r.email, r.tax_id, ${about('r.address', 'r.notes')}, ${tagsOf('r')}`,
};

const interactions: SearchKind = {
  ...sorted('interactions', 'occurred_at', 'occurred_at DESC, id DESC'),
  columns: `r.id, r.interaction_type, r.content, r.occurred_at, ${contact}`,
  size: largeSize,
};

const taskSort = 'status, due_date, due_time, priority, created_at, completed_at';
const openTasks = firstRows(
  'tasks',
  taskSort,
  'due_date, due_time, priority DESC, created_at DESC, id DESC',
  "status <> 'done'",
);
const doneTasks = firstRows('tasks', taskSort, 'completed_at DESC NULLS LAST, id DESC', "status = 'done'");

// Open tasks come first, by due date; then completed ones, the latest first.
const tasks: SearchKind = {
  table: 'tasks',
  first: (limit) => `SELECT * FROM ((${openTasks(limit)}) UNION ALL (${doneTasks(limit)})) t LIMIT ${limit}`,
  order: `status = 'done', CASE WHEN status <> 'done' THEN due_date END, completed_at DESC NULLS LAST,
    due_time, priority DESC, created_at DESC, id DESC`,
  sortColumns: taskSort,
  columns: `r.id, r.title, r.description, r.status, r.due_date, ${contact}`,
  size: largeSize,
};

export const searchKinds = { contacts, companies, tasks, interactions };

/** SQL: long texts, of each its beginning, in which a hit that is nowhere else is shown. */
function about(...columns: string[]): string {
  const beginnings = columns.map((column) => `nullif(left(${column}, ${maxAbout}), '')`);
  return `concat_ws(' · ', ${beginnings.join(', ')}) AS about`;
}

function sorted(table: string, sortColumns: string, order: string) {
  return { table, sortColumns, order, first: firstRows(table, sortColumns, order) };
}
