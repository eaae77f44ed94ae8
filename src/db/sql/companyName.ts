/**
 * SQL: the name of the owner's company with an id, null without one. It is looked up by the key: a plain join, or one
 * that the index on names answers alone, reads all of the owner's companies where statistics take them for few.
 */
export function companyName(id: string): string {
  return `(SELECT o.name FROM companies o WHERE o.user_id = $1 AND o.id = ${id} AND o.updated_at > '-infinity')`;
}
