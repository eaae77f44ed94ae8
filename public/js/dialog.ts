import { fetchFragment } from './fragment.ts';

/** Closes a dialog on its close button and on a click outside; the browser closes it on Escape. */
export function enableClosing(dialog: HTMLDialogElement): void {
  let pressedOutside = false;
  dialog.addEventListener('pointerdown', (event) => (pressedOutside = event.target === dialog));
  dialog.addEventListener('click', (event) => {
    const isButton = event.target instanceof Element && event.target.closest('[data-close]');
    if (isButton || (pressedOutside && event.target === dialog)) dialog.close();
  });
}

export function createDialog(className: string): HTMLDialogElement {
  const dialog = document.createElement('dialog');
  dialog.className = `dialog ${className}`;
  // The dialog itself has the focus until its content is loaded.
  dialog.tabIndex = -1;
  enableClosing(dialog);
  document.body.append(dialog);
  return dialog;
}

/** Loads the content of a dialog; when that fails, opens the page instead. */
export async function loadDialog(dialog: HTMLDialogElement, url: string): Promise<void> {
  try {
    const part = await fetchFragment(url, 'dialog');
    prefixIds(part, `${dialog.className.split(' ').at(-1)}-`);
    dialog.replaceChildren(part);
  } catch {
    location.assign(url);
  }
  dialog.setAttribute('aria-label', dialog.querySelector('.dialog-title')?.textContent ?? '');
}

const referringAttributes = ['for', 'aria-describedby', 'aria-labelledby', 'aria-controls'];

/** Keeps ids unique: the page below may have a form with the same fields. */
function prefixIds(part: ParentNode, prefix: string): void {
  for (const element of part.querySelectorAll('[id]')) element.id = prefix + element.id;
  for (const name of referringAttributes) {
    for (const element of part.querySelectorAll(`[${name}]`)) {
      const ids = element.getAttribute(name)?.split(' ') ?? [];
      element.setAttribute(name, ids.map((id) => prefix + id).join(' '));
    }
  }
}
