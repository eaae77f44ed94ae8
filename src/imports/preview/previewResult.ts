import type { MatchField } from '../../contacts/samePerson.ts';
import { fold } from '../../db/sql/fold.ts';
import type { ImportField } from '../columns.ts';
import type { ImportedRow, RowError } from '../importedRow.ts';

/** What an import would do. It is stored as JSON. */
export interface PreviewResult {
  /** People who would be added. */
  new: number;
  /** Rows about the same person as an earlier row. */
  merged: number;
  /** Rows about people who are contacts already. */
  existing: number;
  /** How many of these would fill in or update a contact, depending on the choice. */
  filled: number;
  updated: number;
  /** How many of the new people are likely to be contacts already. */
  likely: number;
  /** Companies that would be added. */
  companies: number;
  rejected: number;
  /** Why rows are rejected. */
  reasons: (RowError & { count: number })[];
  /** The rows from which values go to the notes; `moved` names the columns. */
  movedRows: number;
  moved: { header: string; count: number; values: string[] }[];
  /** Words that the user should interpret. */
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
  /** The name of the contact, or the number of the earlier row. */
  who: string | number;
}

export const maxShownRows = 20;
const firstRowCount = 5;
const maxValues = 3;

/** Counts items by key, in the order of their first appearance. */
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

/** Counts what depends on each row alone. */
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

  /** Counts a row that would not be imported. */
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
