// Today: rows are worked off in place. After each change the page is fetched again, and what differs is replaced.
import { closeFollowUp, discardDraft, hasFollowUp, openFollowUp, startFollowUps } from './followUp.ts';
import { updateBadge } from './taskBadge.ts';
import { currentRows, findRow, mergeRows, removeRow } from './todayRows.ts';

export function startToday(): void {
  if (document.querySelector('.today')) startFollowUps(skip);
}

/** @param response the view `dashboard/rowChanged`, or the line with its errors */
export function showOnToday(response: Document, form: HTMLFormElement): void {
  const followUp = response.querySelector<HTMLFormElement>('[data-follow-up]');
  const key = rowKey(response, form);
  const row = findRow(key);
  const focus = takeFocus(row, form);
  if (followUp && row) openFollowUp(row, followUp, skip);
  else if (row && isReopened(response)) closeFollowUp(row);
  else if (row && form.matches('[data-follow-up]')) leave(row);
  refresh(key)
    .then(() => followUp || focus(key))
    .catch(() => undefined);
}

function skip(row: HTMLElement): void {
  const focus = takeFocus(row, row);
  const key = row.dataset['row'] ?? '';
  leave(row);
  refresh(key)
    .then(() => focus(key))
    .catch(() => undefined);
}

function leave(row: HTMLElement): void {
  discardDraft(row);
  removeRow(row).catch(() => undefined);
}

function isReopened(response: Document): boolean {
  return response.querySelector<HTMLElement>('[data-changed]')?.dataset['status'] !== 'done';
}

function rowKey(response: Document, form: HTMLFormElement): string {
  const id = response.querySelector<HTMLElement>('[data-changed]')?.dataset['changed'];
  return form.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? `task-${id}`;
}

let latest = 0;

async function refresh(key: string): Promise<void> {
  const number = ++latest;
  const response = await fetch(location.href, { cache: 'no-store' });
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  if (!response.ok || number !== latest || !page.querySelector('.today')) return;
  for (const part of ['.today-lead', '.today-aside', '.first-steps']) replacePart(page, part);
  updateBadge(page.querySelector('.tab-tasks .tab-count'));
  updateMain(page);
  for (const row of document.querySelectorAll(`.upcoming [data-row="${key}"], .done-list [data-row="${key}"]`))
    row.classList.add('row-arrived');
}

function replacePart(page: Document, selector: string): void {
  const part = page.querySelector(selector);
  if (part) document.querySelector(selector)?.replaceWith(part);
  else document.querySelector(selector)?.remove();
}

function updateMain(page: Document): void {
  const [main, newMain] = [document, page].map((one) => one.querySelector('.today-main'));
  if (!main || !newMain) return;
  const [list, newList] = [main, newMain].map((one) => one.querySelector('.today-list'));
  const stays = list && (newList || currentRows(list).some(hasFollowUp));
  for (const part of [...main.children]) if (!stays || part !== list) part.remove();
  if (stays) {
    mergeRows(list, newList ?? null);
    newList?.remove();
    newMain.querySelector('.all-clear')?.remove();
  }
  main.append(...newMain.children);
}

/**
 * If the focus is in a row or form that may go, returns what gives it back: to the row, else to the one in its place.
 */
function takeFocus(row: HTMLElement | undefined, form: Element): (key: string) => void {
  const { activeElement } = document;
  const hadFocus = row?.contains(activeElement) || form.contains(activeElement);
  const list = document.querySelector('.today-list');
  const index = row && list ? currentRows(list).indexOf(row) : 0;
  return (key) => {
    if (hadFocus && !document.activeElement?.matches('.today-row *')) focusRow(key, index);
  };
}

function focusRow(key: string, index: number): void {
  const rows = currentRows(document);
  const row = findRow(key) ?? rows[Math.min(index, rows.length - 1)];
  const target = row?.querySelector<HTMLElement>('.row-verb');
  const sentence = document.querySelector<HTMLElement>('.today-sentence');
  if (sentence && !target) sentence.tabIndex = -1;
  (target ?? sentence)?.focus();
}
