import { collapseWhitespace } from '../../validation/formFields.ts';
import type { ImportField } from '../columns.ts';
import type { Moved, RowError, Unknown } from '../importedRow.ts';
import type { Cell } from './rowCells.ts';

const none: readonly Cell[] = [];

interface Line {
  at: number;
  text: string;
  owner: 'person' | 'company';
}

/** Collects the fields of a row as they are read. Cells that fit no field become lines of the notes. */
export class RowDraft {
  readonly moved: Moved[] = [];
  readonly unknown: Unknown[] = [];
  readonly errors: RowError[] = [];
  private readonly lines: Line[] = [];

  private readonly byField = new Map<ImportField, Cell[]>();

  constructor(cells: Cell[]) {
    for (const cell of cells) {
      const same = this.byField.get(cell.field);
      if (same) same.push(cell);
      else this.byField.set(cell.field, [cell]);
    }
  }

  of(...fields: ImportField[]): readonly Cell[] {
    let found = none;
    for (const field of fields) {
      const cells = this.byField.get(field);
      if (cells) found = found === none ? cells : [...found, ...cells].sort((one, other) => one.at - other.at);
    }
    return found;
  }

  /** Adds a cell to the notes, where it belongs, without counting it as moved. */
  note(cell: Cell, text = cell.text): void {
    const owner = cell.field.startsWith('company') ? 'company' : 'person';
    const line = cell.showsHeader && cell.header ? `${cell.header}: ${text}` : text;
    this.lines.push({ at: cell.at, text: tidyNotes(line), owner });
  }

  /** Moves a cell that does not fit its field to the notes. */
  move(cell: Cell, value = cell.text, reason?: Moved['reason']): void {
    this.note({ ...cell, showsHeader: true }, value);
    this.moved.push({ header: cell.header, value, ...(reason && { reason }) });
  }

  /** Returns the first cell that fits; others with a different value go to the notes. */
  text(cells: readonly Cell[], max: number, tidy = collapseWhitespace): string {
    let first = '';
    for (const cell of cells) {
      const text = tidy(cell.text);
      if (text === '' || text === first) continue;
      if (first === '' && fits(text, max)) first = text;
      else if (first === '') this.move(cell);
      else this.note({ ...cell, showsHeader: true });
    }
    return first;
  }

  notes(...owners: Line['owner'][]): string {
    return this.lines
      .filter(({ owner }) => owners.includes(owner))
      .sort((one, other) => one.at - other.at)
      .map(({ text }) => text)
      .join('\n')
      .trim();
  }
}

export function fits(text: string, max: number): boolean {
  return text.length <= max || [...text].length <= max;
}

function tidyNotes(text: string): string {
  return text.replace(/\r\n?/g, '\n').trim();
}
