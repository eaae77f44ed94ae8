import { linkSegments, type Segment } from '../http/linkify.ts';
import { localDate } from '../i18n/dates.ts';

export interface TimelineDay<Row> {
  date: string;
  rows: Row[];
}

/** Groups rows, newest first, by their calendar dates in this time zone. */
export function groupByDay<Row extends { occurred_at: Date }>(rows: Row[], timeZone: string): TimelineDay<Row>[] {
  const days: TimelineDay<Row>[] = [];
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

/** The beginning of a long text, for a list; undefined when the text is short. Links are never cut. */
export function foldedPreview(text: string): Segment[] | undefined {
  const length = shortLength(text);
  // Folding away a few words would save no space.
  if (text.length <= length * 1.25) return undefined;
  const preview: Segment[] = [];
  let room = length;
  for (const segment of linkSegments(text.slice(0, foldedLength * 4))) {
    if (segment.text.length <= room) preview.push(segment);
    else if (!segment.href) preview.push({ text: cut(segment.text, room) });
    room -= segment.text.length;
    if (room <= 0) break;
  }
  return preview;
}

function shortLength(text: string): number {
  const lines = text.slice(0, foldedLength).split('\n');
  return lines.length > foldedLines ? lines.slice(0, foldedLines).join('\n').length : foldedLength;
}

function cut(text: string, length: number): string {
  const space = text.slice(0, length + 1).search(/\s\S*$/);
  const end = space > length / 2 ? space : length;
  // Does not cut a surrogate pair.
  return text.slice(0, end).replace(/[\ud800-\udbff]$|[\s.,;:]+$/, '');
}

export function isEdited({ created_at, updated_at }: { created_at: Date; updated_at: Date }): boolean {
  return updated_at.getTime() - created_at.getTime() > 1_000;
}
