import type { MatchField } from '../../contacts/samePerson.ts';
import { fold } from '../../db/sql/fold.ts';
import type { ImportField } from '../columns.ts';
import type { ImportedRow, RowError } from '../importedRow.ts';

/** What an import would do, as it is stored. */
export interface PreviewResult {
  /** Somebody new. */
  new: number;
  /** Rows about somebody in an earlier row. */
  merged: number;
  /** Rows of people who are in the contacts. */
  existing: number;
  /** Those of them from whom something would be filled in, or updated. */
  filled: number;
  updated: number;
  /** Of the new ones, those who are likely contacts. */
  likely: number;
  /** New ones. */
  companies: number;
  rejected: number;
  /** Why rows are rejected. */
  reasons: (RowError & { count: number })[];
  /** Rows of which something goes to the notes, and the columns it comes from. */
  movedRows: number;
  moved: { header: string; count: number; values: string[] }[];
  /** Words that are to be settled. */
  unknown: { field: ImportField; value: string; count: number }[];
  firstRows: ImportedRow[];
  rejectedRows: { number: number; cells: string[]; errors: RowError[] }[];
  existingRows: ExistingRow[];
  likelyRows: ExistingRow[];
}

interface ExistingRow {
  number: number;
  name: string;
  matchedBy: MatchField | 'likely';
  /** The contact, or the number of the earlier row. */
  who: string | number;
}

export const maxShownRows = 20;
const firstRowCount = 5;
const maxValues = 3;

/** Counts by a key, in the order in which the keys were met. */
class Tally<Item extends { count: number }> {
  readonly items = new Map<string, Item>();

  add(key: string, create: () => Item): Item {
    const item = this.items.get(key) ?? create();
    item.count++;
    this.items.set(key, item);
    return item;
  }

  largest(limit: number): Item[] {
    return [...this.items.values()].sort((a, b) => b.count - a.count).slice(0, limit);
  }
}

/** Gathers what can be told of each row by itself. */
export class RowTally {
  private readonly reasons = new Tally<PreviewResult['reasons'][number]>();
  private readonly moved = new Tally<PreviewResult['moved'][number]>();
  private readonly unknown = new Tally<PreviewResult['unknown'][number]>();
  private movedRows = 0;
  private rejected = 0;
  private readonly firstRows: ImportedRow[] = [];
  private readonly rejectedRows: PreviewResult['rejectedRows'] = [];

  add(row: ImportedRow): void {
    if (this.firstRows.length < firstRowCount) this.firstRows.push(row);
    for (const { field, value } of row.unknown)
      this.unknown.add(`${field} ${fold(value)}`, () => ({ field, value, count: 0 }));
    if (row.errors.length > 0) return this.reject(row);
    if (row.moved.length > 0) this.movedRows++;
    for (const { header, value } of row.moved) {
      const { values } = this.moved.add(header, () => ({ header, count: 0, values: [] }));
      if (values.length < maxValues && !values.includes(value)) values.push(value.slice(0, 100));
    }
  }

  /** A row that stays out. */
  reject({ number, cells, errors }: Pick<ImportedRow, 'number' | 'cells' | 'errors'>): void {
    this.rejected++;
    if (this.rejectedRows.length < maxShownRows)
      this.rejectedRows.push({ number, cells: cells.map((cell) => cell.slice(0, 100)), errors });
    for (const one of errors)
      this.reasons.add(JSON.stringify([one.field, one.error.key, one.error.params?.['text']]), () => ({
        ...one,
        count: 0,
      }));
  }

  result() {
    return {
      rejected: this.rejected,
      reasons: this.reasons.largest(10),
      movedRows: this.movedRows,
      moved: this.moved.largest(50),
      unknown: this.unknown.largest(50),
      firstRows: this.firstRows,
      rejectedRows: this.rejectedRows.sort((one, other) => one.number - other.number),
    };
  }
}
