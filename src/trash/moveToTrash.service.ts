import type { OwnedDb, RecordTable } from '../db/owned.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import { cascade, type Link, linkKey, links, type Table } from './relations.ts';

/**
 * Deletes a record and all that belongs to it. Keeps the rows and the links to them for `retentionDays`, and returns the id
 * by which restoreTrash() brings them back.
 *
 * @throws RowNotFoundError when there is no such record of this user.
 */
export async function moveToTrash(db: OwnedDb, kind: RecordTable, id: number, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    // A lock by a statement of its own: the next statement then sees what others were just adding to the record.
    const found = await tx.read(`SELECT id FROM ${kind} WHERE user_id = $1 AND id = :id::int FOR UPDATE`, { id });
    if (found.length === 0) throw new RowNotFoundError();
    const [trash] = await tx.read<{ id: number }>(insertTrashSql(kind), { id, now });
    await tx.read(`DELETE FROM ${kind} WHERE user_id = $1 AND id = :id::int`, { id });
    return (trash as { id: number }).id;
  });
}

function insertTrashSql(kind: RecordTable): string {
  const rows = (Object.entries(cascade[kind]) as [Table, string][]).map(
    ([table, condition]) => `'${table}', (SELECT json_agg(k) FROM ${table} k WHERE user_id = $1 AND ${condition})`,
  );
  const pairs = links.flatMap((link) => linkSql(cascade[kind], link));
  // For a contact: what is deleted with it. For a company: the people, who stay.
  const countSql = (table: Table, ofKind: RecordTable, condition: string) =>
    kind === ofKind ? `(SELECT count(*) FROM ${table} WHERE user_id = $1 AND ${condition})` : '0';
  return `INSERT INTO trash
      (user_id, kind, record_id, title, about, interactions, tasks, people, is_sample, records, deleted_at)
    SELECT $1::int, '${kind}', id, ${titles[kind].title}, ${titles[kind].about},
      ${countSql('interactions', 'contacts', 'contact_id = :id::int')},
      ${countSql('tasks', 'contacts', 'contact_id = :id::int')},
      ${countSql('contacts', 'companies', 'company_id = :id::int')},
      ${isSample[kind]}, json_build_object(${[...rows, ...pairs].join(', ')}), :now::timestamptz
    FROM ${kind} r WHERE user_id = $1 AND id = :id::int RETURNING id`;
}

/** SQL: the pairs `[id, target]` of this link in which either row is deleted. */
function linkSql(deleted: Partial<Record<Table, string>>, { table, column, target }: Link): string[] {
  const conditions = [
    ...(deleted[table] ? [deleted[table]] : []),
    ...(deleted[target] ? [`${column} IN (SELECT id FROM ${target} WHERE user_id = $1 AND ${deleted[target]})`] : []),
  ];
  if (conditions.length === 0) return [];
  const condition = `${column} IS NOT NULL AND (${conditions.join(' OR ')})`;
  const pairs = `SELECT json_agg(json_build_array(id, ${column})) FROM ${table} WHERE user_id = $1 AND ${condition}`;
  return [`'${linkKey({ table, column })}', (${pairs})`];
}

/** Removing the sample data (src/sample/removal.service.ts) empties it from the trash, except what the owner added to. */
const isSample: Record<RecordTable, string> = {
  companies: 'is_sample',
  contacts: `is_sample
    AND NOT EXISTS (SELECT FROM interactions i WHERE i.user_id = $1 AND contact_id = :id::int AND NOT i.is_sample)
    AND NOT EXISTS (SELECT FROM tasks t WHERE t.user_id = $1 AND contact_id = :id::int AND NOT t.is_sample)`,
  interactions: 'is_sample',
  tasks: 'is_sample',
};

const contactName = (id: string) =>
  `coalesce((SELECT btrim(first_name || ' ' || last_name) FROM contacts c WHERE c.user_id = $1 AND c.id = ${id}), '')`;
/** SQL: what the trash shows of a deleted row `r`: its title, and the contact that it is about. */
const titles: Record<RecordTable, { title: string; about: string }> = {
  companies: { title: 'name', about: `''` },
  contacts: { title: `btrim(first_name || ' ' || last_name)`, about: `''` },
  interactions: { title: `left(regexp_replace(content, '\\s+', ' ', 'g'), 200)`, about: contactName('r.contact_id') },
  tasks: { title: 'title', about: contactName('r.contact_id') },
};
