// Keys that lead somewhere from any page. Never inside fields or dialogs, nor with other keys held, but for Ctrl+K.
import { fill, makeDialog } from './dialog.ts';
import { isTyping } from './fields.ts';
import { here } from './fragment.ts';
import { openPalette } from './palette.ts';
import { openQuickAdd } from './quickAdd.ts';

const sequenceMs = 1_500;
const places: Record<string, string> = { d: 'today', c: 'contacts', o: 'companies', t: 'tasks' };
let goUntil = 0;

/** Owners may switch them off; the page then does not ask for them. */
export function startShortcuts(): void {
  if (document.body.dataset['shortcuts'] === undefined) return;
  document.addEventListener('keydown', pressed);
}

function pressed(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  if (isSearchKey(event)) return act(event, openPalette);
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || hasDialog() || isTyping(event.target)) return;
  const place = Date.now() < goUntil ? places[event.key] : undefined;
  goUntil = event.key === 'g' ? Date.now() + sequenceMs : 0;
  if (place) return act(event, () => go(place));
  const action = { '/': openPalette, n: openQuickAdd, '?': openList }[event.key];
  if (action) act(event, action);
}

function isSearchKey(event: KeyboardEvent): boolean {
  const isPlain = !event.altKey && !event.shiftKey && event.ctrlKey !== event.metaKey;
  return isPlain && event.key.toLowerCase() === 'k' && !hasDialog();
}

function hasDialog(): boolean {
  return document.querySelector('dialog[open]') !== null;
}

function act(event: KeyboardEvent, action: () => unknown): void {
  event.preventDefault();
  action();
}

function go(place: string): void {
  document.querySelector<HTMLAnchorElement>(`.tab-${place}`)?.click();
}

const listPath = '/shortcuts/';
let list: HTMLDialogElement | undefined;

async function openList(): Promise<void> {
  if (location.pathname === listPath) return;
  const opened = (list ??= makeDialog('shortcuts'));
  opened.showModal();
  if (opened.childElementCount > 0) return;
  await fill(opened, `${listPath}?${new URLSearchParams({ back: here() })}`);
  opened.querySelector<HTMLElement>('[data-close]')?.focus();
}
