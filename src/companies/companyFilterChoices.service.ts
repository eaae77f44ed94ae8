import type { OwnedDb } from '../db/owned.ts';
import { type SavedView, viewsSql } from '../savedViews/savedViews.service.ts';
import { filterTagsSql } from '../tags/filterTags.ts';
import type { NamedTag } from '../tags/tags.service.ts';

/** What the company list can be filtered by. */
export interface CompanyFilterChoices {
  /** All tags, most used first. */
  tags: NamedTag[];
  views: SavedView[];
}

export async function readCompanyFilterChoices(db: OwnedDb): Promise<CompanyFilterChoices> {
  const [row] = await db.read<CompanyFilterChoices>(
    `SELECT ${filterTagsSql('companies')} AS tags, ${viewsSql('companies')} AS views`,
  );
  return row as CompanyFilterChoices;
}
