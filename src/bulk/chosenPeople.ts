import { parse as parseQuery } from 'node:querystring';
import { type ContactSelection, selectedIds } from '../contacts/contactSelection.service.ts';
import { type ContactQuery, ContactQuerySchema } from '../contacts/contacts.schema.ts';
import type { OwnedDb } from '../db/owned.ts';
import { listTags } from '../tags/tags.service.ts';
import { withKnownTags } from '../tags/withKnownTags.ts';
import { parseIdList } from '../validation/formFields.ts';

/** The people of ticked rows, or all that the list finds. */
export interface ChosenPeople {
  query: ContactQuery;
  /** Whether it is all that the list finds. */
  isAll: boolean;
  ids: number[];
  /** How many were ticked and are not there any more. */
  missing: number;
}

/** What a form sends of a choice: `all` and the parameters of the list, or `ids`. Strangers' ids count as missing. */
export async function readChosenPeople(
  db: OwnedDb,
  body: Record<string, unknown>,
  today: string,
): Promise<ChosenPeople> {
  const listed = parseQuery(typeof body['list'] === 'string' ? body['list'] : '');
  const query = withKnownTags(ContactQuerySchema.parse(listed), await listTags(db));
  const isAll = body['all'] === '1';
  const ticked = isAll ? undefined : parseIdList(body['ids']);
  const selection: ContactSelection = { query, ids: ticked };
  const ids = ticked?.length === 0 ? [] : await selectedIds(db, selection, today);
  return { query, isAll, ids, missing: ticked ? ticked.length - ids.length : 0 };
}
