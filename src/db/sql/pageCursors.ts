/** A place in a long list that is known: what stands there, and how many rows come before. */
export interface Mark {
  skip: number;
  key: unknown[];
}

interface Marked {
  version: string;
  until: number;
  marks: Mark[];
}

const keptMs = 60_000;
const mostMarks = 100;
const mostLists = 500;
const lists = new Map<string, Marked>();

/**
 * The nearest known place at or before row `skip` of a list. PostgreSQL reaches a row only by counting all before it; a page
 * that was shown is remembered in this process, as long as the list has the same `version`, for a minute at most.
 */
export function nearestMark(list: string, version: string, skip: number, now = Date.now()): Mark | undefined {
  const known = lists.get(list);
  if (known?.version !== version || known.until < now) return undefined;
  return known.marks.reduce<Mark | undefined>(
    (nearest, mark) => (mark.skip <= skip && mark.skip > (nearest?.skip ?? -1) ? mark : nearest),
    undefined,
  );
}

/** Whether a place shortly before row `skip` was remembered, of whatever version: before the version is asked for. */
export function isMarked(list: string, skip: number, now = Date.now()): boolean {
  const known = lists.get(list);
  if (!known || known.until < now) return false;
  return known.marks.some((mark) => mark.skip <= skip && skip - mark.skip < shortly);
}

/** Rows: from a place further away, counting off from the end of the list may be as quick. */
const shortly = 2_000;

/** Remembers what stands at a place. */
export function setMark(list: string, version: string, mark: Mark, now = Date.now()): void {
  const known = lists.get(list);
  const isCurrent = known?.version === version && known.until >= now;
  const marks = isCurrent ? known.marks.filter(({ skip }) => skip !== mark.skip) : [];
  lists.delete(list);
  lists.set(list, {
    version,
    until: isCurrent ? known.until : now + keptMs,
    marks: [...marks, mark].slice(-mostMarks),
  });
  if (lists.size > mostLists) lists.delete(lists.keys().next().value as string);
}
