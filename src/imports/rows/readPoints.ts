import {
  type ContactPoint,
  type ContactPointKind,
  type ContactPointLabel,
  maxContactPoints,
} from '../../contacts/contactPoints.ts';
import { digitsOnly, fold } from '../../db/sql/fold.ts';
import { isDestroyedNumber } from './cellText.ts';
import { type FoundPoint, readEmails, readPhones } from './pointCells.ts';
import { readLabel } from './pointLabels.ts';
import type { Cell } from './rowCells.ts';
import type { RowDraft } from './rowDraft.ts';

export interface NamedPoint extends FoundPoint {
  kind: ContactPointKind;
  cell: Cell;
}

/** Reads the emails or phones in `cells`. `row` holds all cells, including the labels. */
export function readPoints(
  draft: RowDraft,
  kind: ContactPointKind,
  cells: readonly Cell[],
  row: string[],
): NamedPoint[] {
  return cells.flatMap((cell) => {
    const read = kind === 'email' ? readEmails(cell.text) : readPhones(cell.text);
    const labels = cell.labelAt === undefined ? [] : (row[cell.labelAt] ?? '').split(':::');
    const points = read.points.flatMap((point, at) =>
      withLabel(draft, toNamed(point, kind, cell), labels[at] ?? labels[0] ?? ''),
    );
    return [...points, ...read.unrecognized.flatMap((part) => readUnrecognized(draft, kind, cell, part))];
  });
}

/** An email in a phone column is read as an email; what is neither goes to the notes. */
function readUnrecognized(draft: RowDraft, kind: ContactPointKind, cell: Cell, part: string): NamedPoint[] {
  const isEmail = part.includes('@');
  const found = isEmail ? readEmails(part) : readPhones(part);
  const other = isEmail ? 'email' : 'phone';
  const isFax = readLabel(part).isFax;
  if (other !== kind && !isFax && found.points.length > 0 && found.unrecognized.length === 0)
    return found.points.map((point) => toNamed(point, other, cell));
  draft.move(cell, part, isDestroyedNumber(part) ? 'destroyed' : undefined);
  return [];
}

/** Takes the label from the label column, the cell or the heading. A fax number goes to the notes. */
function withLabel(draft: RowDraft, point: NamedPoint, text: string): NamedPoint[] {
  const { label, isFax, isUnknown } = readLabel(text);
  const { cell, value } = point;
  if (isFax || (isUnknown && text.trim() !== ''))
    draft.note({ ...cell, showsHeader: true }, `${value} (${text.trim().replace(/^\*\s*/, '')})`);
  point.label = label ?? point.label ?? cell.match?.label;
  return isFax ? [] : [point];
}

const toNamed = ({ value, label, words }: FoundPoint, kind: ContactPointKind, cell: Cell): NamedPoint => ({
  value,
  label,
  words,
  kind,
  cell,
});

export interface Points {
  main: ContactPoint;
  more: ContactPoint[];
}

/** Drops repeated ones. The first is the main one; those beyond the limit go to the notes. */
export function splitPoints(draft: RowDraft, points: NamedPoint[]): Points {
  const unique = uniquePoints(points);
  for (const { cell, value } of unique.slice(maxContactPoints)) draft.move(cell, value);
  const [main, ...more] = unique
    .slice(0, maxContactPoints)
    .map(({ value, label }): ContactPoint => ({ value, label: label ?? 'other' }));
  return { main: main ?? { value: '', label: 'other' }, more };
}

export function uniquePoints(points: NamedPoint[]): NamedPoint[] {
  if (points.length < 2) return points;
  const byKey = new Map<string, NamedPoint>();
  for (const point of points) {
    const same = byKey.get(keyOf(point));
    if (!same) byKey.set(keyOf(point), point);
    else if (same.label === undefined) same.label = point.label as ContactPointLabel;
  }
  return [...byKey.values()];
}

const keyOf = ({ kind, value }: NamedPoint) => (kind === 'phone' ? digitsOnly(value) || value : fold(value));
