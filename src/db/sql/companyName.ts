/**
 * SQL for the name of a company. The condition on updated_at makes PostgreSQL use the primary key: with outdated statistics
 * it would read all companies of the owner through the index on names.
 */
export function companyName(id: string): string {
  return `(SELECT o.name FROM companies o WHERE o.user_id = $1 AND o.id = ${id} AND o.updated_at > '-infinity')`;
}
