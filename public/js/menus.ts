/** A menu is `<details class="menu">`: it also closes on Escape and on a click elsewhere. */
export function closeMenus(): void {
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') closeAll(true);
  });
  document.addEventListener('click', (event) => {
    if (event.target instanceof Element) closeAll(false, event.target.closest('details.menu'));
  });
  // The link leads to the sign-out button at the end of the page; with scripts it need not be pressed there.
  document.querySelector('[data-sign-out]')?.addEventListener('click', (event) => {
    event.preventDefault();
    document.querySelector<HTMLFormElement>('#sign-out')?.requestSubmit();
  });
}

function closeAll(refocus: boolean, but: Element | null = null): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')) {
    if (menu === but) continue;
    if (refocus && menu.contains(document.activeElement)) menu.querySelector('summary')?.focus();
    menu.open = false;
  }
}

/** `<a data-back>` goes back to the form as it was typed; without scripts it opens the page anew. */
export function goBack(): void {
  document.querySelector('[data-back]')?.addEventListener('click', (event) => {
    if (history.length < 2) return;
    event.preventDefault();
    history.back();
  });
}
