// "+" in the menu and the key n: the forms of /quick-add/ in a dialog. Sent, they lead on as from the page.
import { quickenComposers } from './composer.ts';
import { fill, makeDialog } from './dialog.ts';
import { here } from './fragment.ts';
import { startPickers } from './picker.ts';

const path = '/quick-add/';
let dialog: HTMLDialogElement | undefined;

export function startQuickAdd(): void {
  document.querySelector('[data-quick-add]')?.addEventListener('click', (event) => {
    if (!isPlain(event as MouseEvent) || location.pathname.startsWith(path)) return;
    event.preventDefault();
    openQuickAdd();
  });
  document.addEventListener('keydown', sendByEnter);
}

/** On the page itself it leads to the field. */
export function openQuickAdd(): void {
  if (location.pathname.startsWith(path)) return firstField(document.querySelector('main'))?.focus();
  const opened = (dialog ??= makeQuickDialog());
  opened.showModal();
  // What was typed before it was closed is still there.
  if (opened.childElementCount > 0) firstField(opened)?.focus();
  else show(opened, `${path}?${new URLSearchParams({ back: here() })}`);
}

function makeQuickDialog(): HTMLDialogElement {
  const made = makeDialog('quick');
  made.addEventListener('click', (event) => {
    const kind = event.target instanceof Element && event.target.closest<HTMLAnchorElement>('a.kind');
    if (!kind || !isPlain(event)) return;
    event.preventDefault();
    show(made, kind.href);
  });
  return made;
}

async function show(opened: HTMLDialogElement, address: string): Promise<void> {
  const typed = keepTyped(opened);
  await fill(opened, address);
  startPickers(opened);
  quickenComposers(opened);
  const field = firstField(opened);
  field?.focus();
  const early = typed();
  if (early && field) field.value += early;
}

/** Whoever types on after n does not wait for the answer: those letters go into the field when it is there. */
function keepTyped(opened: HTMLDialogElement): () => string {
  let typed = '';
  const keep = (event: KeyboardEvent) => {
    if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && event.target === opened) typed += event.key;
  };
  opened.addEventListener('keydown', keep);
  return () => {
    opened.removeEventListener('keydown', keep);
    return typed;
  };
}

type Field = HTMLInputElement | HTMLTextAreaElement;

function firstField(part: ParentNode | null): Field | null | undefined {
  const fields = '.picker-input, textarea, input:not([type=hidden], [type=radio])';
  return part?.querySelector<Field>('[autofocus]') ?? part?.querySelector<Field>(fields);
}

/** In the field for one line Enter adds the person; Shift+Enter begins a new line, and pasting brings as many as there are. */
function sendByEnter(event: KeyboardEvent): void {
  const field = event.target;
  if (event.key !== 'Enter' || event.shiftKey || event.ctrlKey || event.metaKey || event.isComposing) return;
  if (!(field instanceof HTMLTextAreaElement) || !field.form?.matches('[data-one-line]')) return;
  event.preventDefault();
  field.form.requestSubmit();
}

/** Not "open in a new tab". */
function isPlain(event: MouseEvent): boolean {
  return event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
}
