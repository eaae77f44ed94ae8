import type { OwnedDb } from '../db/owned.ts';
import { filterTagsSql } from '../tags/filterTags.service.ts';
import type { NamedTag } from '../tags/tags.service.ts';

/** What the contact list can be filtered by. */
export interface FilterChoices {
  /** All; those used most come first. */
  tags: NamedTag[];
  /** By name; at most fifty. */
  sources: string[];
}

export async function readFilterChoices(db: OwnedDb): Promise<FilterChoices> {
  const [row] = await db.read<FilterChoices>(
    `SELECT ${filterTagsSql('contacts')} AS tags, crm_sources($1::int) AS sources`,
  );
  return row as FilterChoices;
}
