import { linksOf, type RecordKind, recordKinds } from './recordKinds.ts';

/** Identifies one of several records that an act deleted, so that the act can be undone in part. */
export interface Root {
  kind: RecordKind;
  id: number;
}

/** SQL: the changes `c` that belong to the deletion of the record whose id is bound at `place`. */
export function subtreeSql(kind: RecordKind, place: string): string {
  const cutLinks = recordKinds.flatMap((other) =>
    linksOf[other]
      .filter(({ target }) => target === kind)
      .map(
        ({ field }) => `(c.kind = '${other}' AND c.is_cascade AND c.operation = 'update' AND c.field = '${field}'
          AND c.old = to_jsonb(${place}::int))`,
      ),
  );
  return [`(c.kind = '${kind}' AND c.record_id = ${place}::int)`, ...cutLinks, ...cascadedChanges(kind, place)].join(
    ' OR ',
  );
}

function cascadedChanges(kind: RecordKind, place: string): string[] {
  if (kind === 'tags') return [`(c.field = 'tag_ids' AND c.old @> to_jsonb(${place}::int))`];
  if (kind !== 'contacts') return [];
  const ofContact = (row: string) => `${row}.old -> 'contact_id' = to_jsonb(${place}::int)`;
  const deleted = (other: RecordKind) => `(SELECT d.record_id FROM changes d
    WHERE d.user_id = $1 AND d.act_id = c.act_id AND d.kind = '${other}' AND d.operation = 'delete' AND ${ofContact('d')})`;
  const cutFrom = (other: RecordKind, field: string) =>
    `(c.kind = 'tasks' AND c.is_cascade AND c.operation = 'update' AND c.field = '${field}'
      AND (c.old #>> '{}')::int IN ${deleted(other)})`;
  return [
    `(c.kind IN ('interactions', 'tasks') AND c.operation = 'delete' AND ${ofContact('c')})`,
    `(c.kind = 'tasks' AND c.is_cascade AND c.operation = 'update' AND c.record_id IN ${deleted('tasks')})`,
    cutFrom('interactions', 'interaction_id'),
    cutFrom('tasks', 'previous_id'),
    `(c.kind = 'summaries' AND c.record_id = ${place}::int)`,
  ];
}
