import { fullName } from '../../contacts/contactName.ts';
import type { Namesake } from '../../contacts/duplicates.service.ts';
import type { OwnedDb } from '../../db/owned.ts';
import { fold } from '../../db/sql/fold.ts';
import type { NamedTag } from '../../tags/tags.service.ts';
import type { ImportedRow } from '../importedRow.ts';
import { parseRowErrors } from '../imports.schema.ts';
import { actionFor, People } from '../run/applyRows.ts';
import { matchPeople } from '../run/matchPeople.service.ts';
import { type Match, PeopleIndex } from '../run/peopleIndex.ts';
import { type Company, type PersonRow, partitionRows, toIncoming } from '../run/rowPeople.ts';
import { findCompanies } from '../run/saveCompanies.service.ts';
import { loadPeople } from '../run/savePeople.service.ts';
import { CompanyIndex } from '../run/storedCompany.ts';
import type { SheetRow } from '../sheet.ts';
import { maxShownRows, type PreviewResult, RowTally } from './previewResult.ts';

/** Carries out the rows of a file in memory, and counts what becomes of them. */
export class DryRun {
  private readonly index = new PeopleIndex<PersonRow>();
  private readonly filling = new People(new Map(), String);
  private readonly updating = new People(new Map(), String);
  private readonly companyIndex = new CompanyIndex();
  private readonly rows = new RowTally();
  private readonly counts = { new: 0, merged: 0, existing: 0, filled: 0, updated: 0, likely: 0, companies: 0 };
  private readonly existingRows: PreviewResult['existingRows'] = [];
  private readonly likelyRows: PreviewResult['likelyRows'] = [];
  private readonly tagIds: Map<string, number>;

  constructor(
    private readonly db: OwnedDb,
    tags: NamedTag[],
    private readonly fileTags: string[],
  ) {
    this.tagIds = new Map(tags.map(({ id, name }) => [fold(name), id]));
  }

  result(): PreviewResult {
    return { ...this.counts, ...this.rows.result(), existingRows: this.existingRows, likelyRows: this.likelyRows };
  }

  reject({ errors, ...row }: SheetRow & { errors: unknown }): void {
    this.rows.reject({ ...row, cells: row.cells ?? [], errors: parseRowErrors(errors) });
  }

  async add(read: ImportedRow[]): Promise<void> {
    for (const row of read) this.rows.add(row);
    const { people, companies } = partitionRows(read, this.fileTags);
    await this.loadCompanies([...people, ...companies]);
    const matches = await matchPeople(this.db, people, {
      index: this.index,
      isFileOnly: false,
      likely: 'report',
    });
    await this.loadExisting(matches.filter((match) => match?.matchedBy !== 'likely'));
    for (const [at, row] of people.entries()) this.addPerson(row, matches[at]);
    for (const row of companies) this.addCompany(row);
  }

  private async loadExisting(matches: (Match<PersonRow> | undefined)[]): Promise<void> {
    const ids = matches.flatMap((match) => match?.known.contact?.id ?? []);
    const unknown = [...new Set(ids)].filter((id) => !this.filling.contacts.has(id));
    for (const [id, person] of await loadPeople(this.db, unknown)) {
      this.filling.contacts.set(id, person);
      this.updating.contacts.set(id, person);
    }
  }

  private addPerson(row: PersonRow, match: Match<PersonRow> | undefined): void {
    const isLikely = match?.matchedBy === 'likely';
    if (match) this.show(isLikely ? this.likelyRows : this.existingRows, row, match);
    if (isLikely) this.counts.likely++;
    if (!match || isLikely) this.addNew(row);
    else if (match.known.isOfFile) this.counts.merged++;
    else this.addExisting(row, match);
  }

  private show(rows: PreviewResult['existingRows'], row: PersonRow, match: Match<PersonRow>): void {
    if (rows.length < maxShownRows) rows.push(shownMatch(row, match));
  }

  private addNew(row: PersonRow): void {
    this.counts.new++;
    this.addCompany(row);
  }

  private addExisting(row: PersonRow, match: Match<PersonRow>): void {
    this.counts.existing++;
    const incoming = toIncoming(row.person, this.companyId(row), (names) => names.map((name) => this.tagId(name)));
    if (this.filling.apply(row, incoming, actionFor(row, match, filling), match) === 'filled') this.counts.filled++;
    if (this.updating.apply(row, incoming, actionFor(row, match, updating), match) === 'updated') this.counts.updated++;
  }

  /** A tag that does not exist yet gets a negative id of its own. */
  private tagId(name: string): number {
    const id = this.tagIds.get(fold(name)) ?? -1 - this.tagIds.size;
    this.tagIds.set(fold(name), id);
    return id;
  }

  private companyId({ company }: PersonRow): number | null {
    return company ? (this.companyIndex.find(company)?.id ?? newId) : null;
  }

  private async loadCompanies(rows: Pick<PersonRow, 'company'>[]): Promise<void> {
    const wanted = rows.flatMap(({ company }) => (company ? [{ fields: draftOf(company), creates: true }] : []));
    for (const company of await findCompanies(this.db, wanted))
      if (!this.companyIndex.find(company)) this.companyIndex.add(company);
  }

  private addCompany({ company }: Pick<PersonRow, 'company'>): void {
    if (!company || this.companyIndex.find(company)) return;
    this.companyIndex.add(draftOf(company));
    this.counts.companies++;
  }
}

const filling = { existing: 'fill', likely: 'fill' } as const;
const updating = { existing: 'update', likely: 'update' } as const;
const newId = -1;
const draftOf = (company: Company) => ({ ...company, tag_ids: [] });

function shownMatch(
  { number, person }: PersonRow,
  { known, matchedBy }: Match<PersonRow>,
): PreviewResult['existingRows'][number] {
  return {
    number,
    name: fullName(person),
    matchedBy,
    who: known.contact ? nameOf(known.contact, matchedBy) : (known.row?.number ?? 0),
  };
}

function nameOf(contact: Namesake, matchedBy: Match<PersonRow>['matchedBy']): string {
  const company = matchedBy === 'likely' ? contact.company : '';
  return [fullName(contact), company].filter(Boolean).join(', ');
}
