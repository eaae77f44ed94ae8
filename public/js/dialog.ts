import { fetchFragment } from './fragment.ts';

/** Closes on Escape by itself, and on its close button and a press beside it. The focus goes back to where it was. */
export function watchClosing(dialog: HTMLDialogElement): void {
  let pressedBeside = false;
  dialog.addEventListener('pointerdown', (event) => (pressedBeside = event.target === dialog));
  dialog.addEventListener('click', (event) => {
    const isButton = event.target instanceof Element && event.target.closest('[data-close]');
    if (isButton || (pressedBeside && event.target === dialog)) dialog.close();
  });
}

export function makeDialog(className: string): HTMLDialogElement {
  const dialog = document.createElement('dialog');
  dialog.className = `dialog ${className}`;
  // Until its content has come it is the dialog itself that has the focus.
  dialog.tabIndex = -1;
  watchClosing(dialog);
  document.body.append(dialog);
  return dialog;
}

/** Fills a dialog from an address; where that fails, the browser goes there. */
export async function fill(dialog: HTMLDialogElement, address: string): Promise<void> {
  try {
    const part = await fetchFragment(address, 'dialog');
    useOwnIds(part, `${dialog.className.split(' ').at(-1)}-`);
    dialog.replaceChildren(part);
  } catch {
    location.assign(address);
  }
  dialog.setAttribute('aria-label', dialog.querySelector('.dialog-title')?.textContent ?? '');
}

const references = ['for', 'aria-describedby', 'aria-labelledby', 'aria-controls'];

/** The page beneath may have a form with the same fields: ids must not meet. */
function useOwnIds(part: ParentNode, prefix: string): void {
  for (const element of part.querySelectorAll('[id]')) element.id = prefix + element.id;
  for (const name of references) {
    for (const element of part.querySelectorAll(`[${name}]`)) {
      const ids = element.getAttribute(name)?.split(' ') ?? [];
      element.setAttribute(name, ids.map((id) => prefix + id).join(' '));
    }
  }
}
