/** A menu is `<details class="menu">`; it also closes on Escape and on a click elsewhere. */
export function startMenus(): void {
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') closeMenus({ refocus: true });
  });
  document.addEventListener('click', (event) => {
    if (event.target instanceof Element) closeMenus({ except: event.target.closest('details.menu') });
  });
  // Without scripts the link leads to the sign-out button at the end of the page.
  document.querySelector('[data-sign-out]')?.addEventListener('click', (event) => {
    event.preventDefault();
    document.querySelector<HTMLFormElement>('#sign-out')?.requestSubmit();
  });
}

function closeMenus({ refocus = false, except = null }: { refocus?: boolean; except?: Element | null }): void {
  for (const menu of document.querySelectorAll<HTMLDetailsElement>('details.menu[open]')) {
    if (menu === except) continue;
    if (refocus && menu.contains(document.activeElement)) menu.querySelector('summary')?.focus();
    menu.open = false;
  }
}

/** `<a data-back>` goes back to the form as it was typed; without scripts it reloads the page. */
export function startBackLinks(): void {
  document.querySelector('[data-back]')?.addEventListener('click', (event) => {
    if (history.length < 2) return;
    event.preventDefault();
    history.back();
  });
}
