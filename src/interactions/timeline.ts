import { linkSegments, type Segment } from '../http/linkify.ts';
import { localDate } from '../i18n/dates.ts';

export interface Day<Row> {
  /** Calendar date in the user's zone. */
  date: string;
  rows: Row[];
}

/** Rows that come newest first, under the days on which they happened for somebody in this zone. */
export function byDay<Row extends { occurred_at: Date }>(rows: Row[], timeZone: string): Day<Row>[] {
  const days: Day<Row>[] = [];
  for (const row of rows) {
    const date = localDate(timeZone, row.occurred_at);
    const last = days.at(-1);
    if (last?.date === date) last.rows.push(row);
    else days.push({ date, rows: [row] });
  }
  return days;
}

const foldedLength = 420;
const foldedLines = 8;

/** The beginning of a text too long to stand open in a list; undefined when it is short. A link is never cut. */
export function foldedPreview(text: string): Segment[] | undefined {
  const length = shortLength(text);
  // A little more than the limit stays open: folding away two words helps nobody.
  if (text.length <= length * 1.25) return undefined;
  const kept: Segment[] = [];
  let room = length;
  for (const segment of linkSegments(text.slice(0, foldedLength * 4))) {
    if (segment.text.length <= room) kept.push(segment);
    else if (!segment.href) kept.push({ text: cut(segment.text, room) });
    room -= segment.text.length;
    if (room <= 0) break;
  }
  return kept;
}

function shortLength(text: string): number {
  const lines = text.slice(0, foldedLength).split('\n');
  return lines.length > foldedLines ? lines.slice(0, foldedLines).join('\n').length : foldedLength;
}

function cut(text: string, length: number): string {
  const space = text.slice(0, length + 1).search(/\s\S*$/);
  const end = space > length / 2 ? space : length;
  // Not through the middle of a letter that takes two units.
  return text.slice(0, end).replace(/[\ud800-\udbff]$|[\s.,;:]+$/, '');
}

/** Whether somebody changed it after it was written down. */
export function isEdited({ created_at, updated_at }: { created_at: Date; updated_at: Date }): boolean {
  return updated_at.getTime() - created_at.getTime() > 1_000;
}
