import type { OwnedDb, RecordTable } from '../db/owned.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import { goesWith, type Link, links, nameOf, type Table } from './relations.ts';

/**
 * Deletes a record with all that goes with it, and keeps the rows as they were and the links to them for `keptDays`.
 * Gives the number under which restoreTrash() brings them back.
 *
 * @throws RowNotFoundError when there is no such record of this user.
 */
export async function moveToTrash(db: OwnedDb, kind: RecordTable, id: number, now: Date): Promise<number> {
  return db.transaction(async (tx) => {
    // Locked first, by a statement of its own: what is being added to it right now is seen by the next one.
    const found = await tx.read(`SELECT id FROM ${kind} WHERE user_id = $1 AND id = :id::int FOR UPDATE`, { id });
    if (found.length === 0) throw new RowNotFoundError();
    const [kept] = await tx.read<{ id: number }>(keepSql(kind), { id, now });
    await tx.read(`DELETE FROM ${kind} WHERE user_id = $1 AND id = :id::int`, { id });
    return (kept as { id: number }).id;
  });
}

function keepSql(kind: RecordTable): string {
  const rows = (Object.entries(goesWith[kind]) as [Table, string][]).map(
    ([table, which]) => `'${table}', (SELECT json_agg(k) FROM ${table} k WHERE user_id = $1 AND ${which})`,
  );
  const pointing = links.flatMap((link) => linkSql(goesWith[kind], link));
  // Of a contact what goes with it, of a company the people who stay.
  const countOf = (table: Table, ofKind: RecordTable, which: string) =>
    kind === ofKind ? `(SELECT count(*) FROM ${table} WHERE user_id = $1 AND ${which})` : '0';
  return `INSERT INTO trash
      (user_id, kind, record_id, title, about, interactions, tasks, people, is_sample, records, deleted_at)
    SELECT $1::int, '${kind}', id, ${shown[kind].title}, ${shown[kind].about},
      ${countOf('interactions', 'contacts', 'contact_id = :id::int')},
      ${countOf('tasks', 'contacts', 'contact_id = :id::int')},
      ${countOf('contacts', 'companies', 'company_id = :id::int')},
      ${isSample[kind]}, json_build_object(${[...rows, ...pointing].join(', ')}), :now::timestamptz
    FROM ${kind} r WHERE user_id = $1 AND id = :id::int RETURNING id`;
}

/** Pairs `[id, target]` of the rows with this link that go, and of those that point to one that goes. */
function linkSql(goes: Partial<Record<Table, string>>, { table, column, target }: Link): string[] {
  const conditions = [
    ...(goes[table] ? [goes[table]] : []),
    ...(goes[target] ? [`${column} IN (SELECT id FROM ${target} WHERE user_id = $1 AND ${goes[target]})`] : []),
  ];
  if (conditions.length === 0) return [];
  const which = `${column} IS NOT NULL AND (${conditions.join(' OR ')})`;
  const pairs = `SELECT json_agg(json_build_array(id, ${column})) FROM ${table} WHERE user_id = $1 AND ${which}`;
  return [`'${nameOf({ table, column })}', (${pairs})`];
}

/** Examples go with the others of them (src/sample/removal.service.ts), unless words of the owner's are in them. */
const isSample: Record<RecordTable, string> = {
  companies: 'is_sample',
  contacts: `is_sample
    AND NOT EXISTS (SELECT FROM interactions i WHERE i.user_id = $1 AND contact_id = :id::int AND NOT i.is_sample)
    AND NOT EXISTS (SELECT FROM tasks t WHERE t.user_id = $1 AND contact_id = :id::int AND NOT t.is_sample)`,
  interactions: 'is_sample',
  tasks: 'is_sample',
};

/** What the list of deleted records shows of a row `r`: what it was, and whose. */
const contactName = (id: string) =>
  `coalesce((SELECT btrim(first_name || ' ' || last_name) FROM contacts c WHERE c.user_id = $1 AND c.id = ${id}), '')`;
const shown: Record<RecordTable, { title: string; about: string }> = {
  companies: { title: 'name', about: `''` },
  contacts: { title: `btrim(first_name || ' ' || last_name)`, about: `''` },
  interactions: { title: `left(regexp_replace(content, '\\s+', ' ', 'g'), 200)`, about: contactName('r.contact_id') },
  tasks: { title: 'title', about: contactName('r.contact_id') },
};
