import type { OwnedDb } from '../db/owned.ts';
import type { RecordKind } from '../history/recordKinds.ts';

export interface RecordRef {
  kind: RecordKind;
  id: number;
}

export interface RecordName extends RecordRef {
  /** The name or title; for an interaction, its type. */
  name: string;
  contact_id: number | null;
  exists: boolean;
}

export interface RecordNames {
  /** Undefined for a record whose data was deleted for good. */
  find(ref: RecordRef): RecordName | undefined;
}

/** Reads the current names of records; for deleted ones, the last name. */
export async function readRecordNames(db: OwnedDb, refs: RecordRef[]): Promise<RecordNames> {
  const named = await readNames(db, refs);
  const contacts = named.flatMap(({ contact_id }): RecordRef[] =>
    contact_id ? [{ kind: 'contacts', id: contact_id }] : [],
  );
  const names = new Map([...named, ...(await readNames(db, contacts))].map((one) => [keyOf(one), one]));
  return { find: (ref) => names.get(keyOf(ref)) };
}

const keyOf = ({ kind, id }: RecordRef) => `${kind} ${id}`;

async function readNames(db: OwnedDb, refs: RecordRef[]): Promise<RecordName[]> {
  const kinds = (Object.keys(nameSql) as RecordKind[]).filter((kind) => refs.some((ref) => ref.kind === kind));
  const queries = kinds.map((kind) => {
    const ids = refs.filter((ref) => ref.kind === kind).map(({ id }) => id);
    return db.read<RecordName>(namesOf(kind), [ids]);
  });
  return (await Promise.all(queries)).flat();
}

const nameSql: Record<RecordKind, [name: string, contact: string]> = {
  contacts: [`btrim((r.record ->> 'first_name') || ' ' || (r.record ->> 'last_name'))`, 'NULL::int'],
  companies: [`r.record ->> 'name'`, 'NULL::int'],
  tags: [`r.record ->> 'name'`, 'NULL::int'],
  interactions: [`r.record ->> 'interaction_type'`, `(r.record ->> 'contact_id')::int`],
  tasks: [`r.record ->> 'title'`, 'NULL::int'],
};

function namesOf(kind: RecordKind): string {
  const [name, contact] = nameSql[kind];
  return `SELECT DISTINCT ON (r.id) '${kind}' AS kind, r.id, ${name} AS name, ${contact} AS contact_id, r.exists
    FROM (
      SELECT x.id, to_jsonb(x) AS record, true AS exists, 0 AS change
      FROM ${kind} x WHERE x.user_id = $1 AND x.id = ANY($2::int[])
      UNION ALL
      SELECT d.record_id, d.old, false, d.id FROM changes d
      WHERE d.user_id = $1 AND d.kind = '${kind}' AND d.record_id = ANY($2::int[]) AND d.operation = 'delete') r
    ORDER BY r.id, r.exists DESC, r.change DESC`;
}
