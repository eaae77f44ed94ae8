type TaggedKind = 'contacts' | 'companies';

/** Up to this number all tags are shown, so that their order reveals nothing about the records. */
const maxShownTags = 6;
const sampleSize = 200;

/** SQL: all tags for the filter of a list, as JSON; those that most of its newest records have come first. */
export function filterTagsSql(kind: TaggedKind): string {
  return `(SELECT coalesce(json_agg(json_build_object('id', t.id, 'name', t.name, 'color', t.color)
      ORDER BY coalesce(used.times, 0) DESC, crm_fold(t.name), t.id), '[]')
    FROM tags t LEFT JOIN (
      SELECT u.id, count(*) AS times
      FROM (SELECT tag_ids FROM ${kind} WHERE user_id = $1 ORDER BY id DESC LIMIT (
        SELECT CASE WHEN count(*) > ${maxShownTags} THEN ${sampleSize} ELSE 0 END FROM tags WHERE user_id = $1)) newest,
        unnest(newest.tag_ids) AS u(id)
      GROUP BY u.id) used ON used.id = t.id
    WHERE t.user_id = $1)`;
}
