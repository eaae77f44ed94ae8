// The rows of Today: those of a new list take the place of the old ones, and nothing moves that need not.
import { hasFollowUp } from './followUp.ts';

const leaveMs = 180;
const leaving = new WeakSet<Element>();

export function currentRows(list: ParentNode): HTMLElement[] {
  return [...list.querySelectorAll<HTMLElement>('.today-row')].filter((row) => !leaving.has(row));
}

export function findRow(key: string): HTMLElement | undefined {
  const row = document.querySelector<HTMLElement>(`.today-row[data-row="${key}"]`);
  return row && !leaving.has(row) ? row : undefined;
}

/** Replaces the rows, except those in which a line is open: they keep their places. */
export function mergeRows(list: Element, newList: Element | null): void {
  const rows = list.querySelector('.rows');
  if (!rows) return;
  const old = currentRows(list);
  const wanted = newList ? currentRows(newList) : [];
  const next = wanted.map((row) => reusableRow(old, row) ?? row).filter((row) => !hasFollowUp(row));
  const stays = old.filter((row) => hasFollowUp(row) || next.includes(row));
  for (const [index, row] of stays.entries()) if (hasFollowUp(row)) next.splice(index, 0, row);
  for (const row of old) if (!next.includes(row)) dropRow(row, next);
  placeRows(rows, next, old);
  for (const [index, row] of next.entries()) markFirst(row, index === 0);
  list.querySelector('.today-more')?.remove();
  list.append(...(newList?.querySelectorAll('.today-more') ?? []));
}

/** Animates a row away, or removes it at once where the user prefers reduced motion. */
export async function removeRow(row: HTMLElement): Promise<void> {
  leaving.add(row);
  row.inert = true;
  if (!matchMedia('(prefers-reduced-motion: reduce)').matches) {
    row.style.overflow = 'hidden';
    const start = { height: `${row.offsetHeight}px`, opacity: 1 };
    const end = { height: '0', minHeight: '0', paddingBlock: '0', opacity: 0 };
    await row.animate([start, end], { duration: leaveMs, easing: 'ease-out' }).finished.catch(() => undefined);
  }
  row.remove();
}

/** The old row if it shows the same: focus, an open menu and what is typed in it stay. */
function reusableRow(old: HTMLElement[], row: HTMLElement): HTMLElement | undefined {
  const same = old.find((one) => one.dataset['row'] === row.dataset['row']);
  return same && (hasFollowUp(same) || same.textContent === row.textContent) ? same : undefined;
}

function dropRow(row: HTMLElement, next: HTMLElement[]): void {
  const isReplaced = next.some((one) => one.dataset['row'] === row.dataset['row']);
  if (isReplaced) row.remove();
  else removeRow(row).catch(() => undefined);
}

function placeRows(rows: Element, next: HTMLElement[], old: HTMLElement[]): void {
  let before: Element | null = null;
  for (const row of [...next].reverse()) {
    if (!old.includes(row)) row.classList.add('row-arrived');
    if (row.parentElement !== rows || nextRow(row) !== before) rows.insertBefore(row, before);
    before = row;
  }
}

function nextRow(row: Element): Element | null {
  const next = row.nextElementSibling;
  return next && leaving.has(next) ? nextRow(next) : next;
}

/** Only the verb of the first row has the primary color. */
function markFirst(row: HTMLElement, isFirst: boolean): void {
  const verb = row.querySelector('.row-verb');
  verb?.classList.toggle('btn-primary', isFirst);
  verb?.classList.toggle('btn-secondary', !isFirst);
}
