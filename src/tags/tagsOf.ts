/** SQL: the tags of a record of this alias, by name, as `NamedTag[]`. */
export function tagsOf(alias: string): string {
  const tag = "json_build_object('id', t.id, 'name', t.name, 'color', t.color)";
  return `CASE WHEN ${alias}.tag_ids = '{}' THEN '[]'::json ELSE coalesce(
    (SELECT json_agg(${tag} ORDER BY crm_fold(t.name), t.id) FROM tags t
     WHERE t.user_id = $1 AND t.id = ANY (${alias}.tag_ids)), '[]') END AS tags`;
}
