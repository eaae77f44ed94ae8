// Keyboard shortcuts of every page. They are ignored in fields and dialogs and with modifier keys, except Ctrl+K.
import { createDialog, loadDialog } from './dialog.ts';
import { isTyping } from './formFields.ts';
import { currentPath } from './fragment.ts';
import { openPalette } from './palette.ts';
import { openQuickAdd } from './quickAdd.ts';

const sequenceMs = 1_500;
const tabs: Record<string, string> = { d: 'today', c: 'contacts', o: 'companies', t: 'tasks', k: 'calendar' };
let sequenceEnds = 0;

/** The page says whether its user has turned shortcuts off. */
export function startShortcuts(): void {
  if (document.body.dataset['shortcuts'] === undefined) return;
  document.addEventListener('keydown', handleKey);
}

function handleKey(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing) return;
  if (isSearchKey(event)) return run(event, openPalette);
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || hasDialog() || isTyping(event.target)) return;
  const tab = Date.now() < sequenceEnds ? tabs[event.key] : undefined;
  sequenceEnds = event.key === 'g' ? Date.now() + sequenceMs : 0;
  if (tab) return run(event, () => openTab(tab));
  const action = { '/': openPalette, n: openQuickAdd, '?': openShortcutList }[event.key];
  if (action) run(event, action);
}

function isSearchKey(event: KeyboardEvent): boolean {
  const isCtrlOrCommand = !event.altKey && !event.shiftKey && event.ctrlKey !== event.metaKey;
  return isCtrlOrCommand && event.key.toLowerCase() === 'k' && !hasDialog();
}

function hasDialog(): boolean {
  return document.querySelector('dialog[open]') !== null;
}

function run(event: KeyboardEvent, action: () => unknown): void {
  event.preventDefault();
  action();
}

function openTab(tab: string): void {
  document.querySelector<HTMLAnchorElement>(`.tab-${tab}`)?.click();
}

const listPath = '/shortcuts/';
let listDialog: HTMLDialogElement | undefined;

async function openShortcutList(): Promise<void> {
  if (location.pathname === listPath) return;
  const dialog = (listDialog ??= createDialog('shortcuts'));
  dialog.showModal();
  if (dialog.childElementCount > 0) return;
  await loadDialog(dialog, `${listPath}?${new URLSearchParams({ back: currentPath() })}`);
  dialog.querySelector<HTMLElement>('[data-close]')?.focus();
}
