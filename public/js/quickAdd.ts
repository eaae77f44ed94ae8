// Opens the forms of /quick-add/ in a dialog: by "+" in the menu or the key n. They submit as on their page.
import { enhanceComposers } from './composer.ts';
import { createDialog, loadDialog } from './dialog.ts';
import { currentPath } from './fragment.ts';
import { startPickers } from './picker.ts';

const path = '/quick-add/';
let quickAddDialog: HTMLDialogElement | undefined;

export function startQuickAdd(): void {
  document.querySelector('[data-quick-add]')?.addEventListener('click', (event) => {
    if (!isPlainClick(event as MouseEvent) || location.pathname.startsWith(path)) return;
    event.preventDefault();
    openQuickAdd();
  });
  document.addEventListener('keydown', submitByEnter);
}

/** On the page of quick add itself, focuses its first field. */
export function openQuickAdd(): void {
  if (location.pathname.startsWith(path)) return firstField(document.querySelector('main'))?.focus();
  const dialog = (quickAddDialog ??= createQuickAddDialog());
  dialog.showModal();
  // A dialog that is opened again still has its text.
  if (dialog.childElementCount > 0) firstField(dialog)?.focus();
  else loadForm(dialog, `${path}?${new URLSearchParams({ back: currentPath() })}`);
}

function createQuickAddDialog(): HTMLDialogElement {
  const dialog = createDialog('quick');
  dialog.addEventListener('click', (event) => {
    const kind = event.target instanceof Element && event.target.closest<HTMLAnchorElement>('a.quick-kind');
    if (!kind || !isPlainClick(event)) return;
    event.preventDefault();
    loadForm(dialog, kind.href);
  });
  return dialog;
}

async function loadForm(dialog: HTMLDialogElement, url: string): Promise<void> {
  const stopCapturing = captureTyping(dialog);
  await loadDialog(dialog, url);
  startPickers(dialog);
  enhanceComposers(dialog);
  const field = firstField(dialog);
  field?.focus();
  const typed = stopCapturing();
  if (typed && field) field.value += typed;
}

/** Captures what is typed while the form loads, to be put into its first field. */
function captureTyping(dialog: HTMLDialogElement): () => string {
  let typed = '';
  const capture = (event: KeyboardEvent) => {
    if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && event.target === dialog) typed += event.key;
  };
  dialog.addEventListener('keydown', capture);
  return () => {
    dialog.removeEventListener('keydown', capture);
    return typed;
  };
}

type Field = HTMLInputElement | HTMLTextAreaElement;

function firstField(part: ParentNode | null): Field | null | undefined {
  const fields = '.picker-input, textarea, input:not([type=hidden], [type=radio])';
  return part?.querySelector<Field>('[autofocus]') ?? part?.querySelector<Field>(fields);
}

/** In `<form data-one-line>` Enter submits and Shift+Enter breaks the line; pasted text keeps its lines. */
function submitByEnter(event: KeyboardEvent): void {
  const field = event.target;
  if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  if (!(field instanceof HTMLTextAreaElement) || !field.form?.matches('[data-one-line]')) return;
  event.preventDefault();
  field.form.requestSubmit();
}

/** Whether the click does not open a new tab or window. */
function isPlainClick(event: MouseEvent): boolean {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
}
