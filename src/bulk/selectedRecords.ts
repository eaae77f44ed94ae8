import { parse as parseQuery } from 'node:querystring';
import { CompanyQuerySchema } from '../companies/companies.schema.ts';
import { selectedCompanyIds } from '../companies/companySelection.service.ts';
import { selectedIds } from '../contacts/contactSelection.service.ts';
import { ContactQuerySchema } from '../contacts/contacts.schema.ts';
import { listParameters } from '../contacts/listParameters.ts';
import type { OwnedDb } from '../db/owned.ts';
import { listTags, type NamedTag } from '../tags/tags.service.ts';
import { withKnownTags } from '../tags/withKnownTags.ts';
import { parseIdList } from '../validation/formFields.ts';
import type { BulkKind } from './bulkKinds.ts';

/** The records of ticked rows, or all that the list finds. */
export interface SelectedRecords {
  kind: BulkKind;
  /** The parameters of the list's address, without its page. */
  listParams: Partial<ReturnType<typeof listParameters>>;
  /** Whether all records of the list were selected. */
  isAll: boolean;
  ids: number[];
  /** How many ticked records no longer exist. */
  missing: number;
}

/** The ids that a list finds, or those of the ticked ones that are there. */
type Selector = (ticked: number[] | undefined) => Promise<number[]>;

/** Reads a choice from a form: `all` with the parameters of the list, or `ids`. Ids of other users count as missing. */
export async function readSelectedRecords(
  db: OwnedDb,
  kind: BulkKind,
  body: Record<string, unknown>,
  today: string,
): Promise<SelectedRecords> {
  const listed = parseQuery(typeof body['list'] === 'string' ? body['list'] : '');
  const { listParams, select } = listOf[kind](db, { listed, tags: await listTags(db), today });
  const isAll = body['all'] === '1';
  const ticked = isAll ? undefined : parseIdList(body['ids']);
  const ids = ticked?.length === 0 ? [] : await select(ticked);
  return { kind, listParams, isAll, ids, missing: ticked ? ticked.length - ids.length : 0 };
}

interface Listed {
  listed: Record<string, unknown>;
  tags: NamedTag[];
  today: string;
}

const listOf: Record<
  BulkKind,
  (db: OwnedDb, list: Listed) => { listParams: SelectedRecords['listParams']; select: Selector }
> = {
  contacts: (db, { listed, tags, today }) => {
    const query = withKnownTags(ContactQuerySchema.parse(listed), tags);
    return { listParams: listParameters(query), select: (ids) => selectedIds(db, { query, ids }, today) };
  },
  companies: (db, { listed, tags }) => {
    const query = withKnownTags(CompanyQuerySchema.parse(listed), tags);
    const { tag, search } = query;
    return { listParams: { tag, search }, select: (ids) => selectedCompanyIds(db, { query, ids }) };
  },
};
