import type { OwnedDb } from '../db/owned.ts';
import { duplicateGroups } from '../db/sql/duplicateGroups.ts';
import { type SavedView, viewsSql } from '../savedViews/savedViews.service.ts';
import { filterTagsSql } from '../tags/filterTags.ts';
import type { NamedTag } from '../tags/tags.service.ts';

/** What the contact list can be filtered by. */
export interface FilterChoices {
  /** All tags, most used first. */
  tags: NamedTag[];
  /** Sorted by name; at most fifty. */
  sources: string[];
  views: SavedView[];
  /** The number of groups of possible duplicates. */
  duplicates: number;
}

/** The sources in use, sorted by name; at most fifty. */
export async function listSources(db: OwnedDb): Promise<string[]> {
  const [row] = await db.read<{ sources: string[] }>('SELECT crm_sources($1::int) AS sources');
  return row?.sources ?? [];
}

/** SQL: the expression for each of the choices. */
export const filterChoicesSql: Record<keyof FilterChoices, string> = {
  tags: filterTagsSql('contacts'),
  sources: 'crm_sources($1::int)',
  views: viewsSql('contacts'),
  duplicates: duplicateGroups('contacts'),
};
