/** If the response is a download or fails, the page stays open; then the form works again after this time. */
const maxBusyMs = 8_000;

/** Ignores a second submit while the first is under way; returning by the back button enables the form again. */
export function preventDoubleSubmit(): void {
  const busy = new Set<HTMLFormElement>();
  const release = (form: HTMLFormElement) => {
    busy.delete(form);
    form.removeAttribute('aria-busy');
  };
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== 'post' || event.defaultPrevented) return;
    if (busy.has(form)) event.preventDefault();
    busy.add(form);
    setTimeout(() => release(form), maxBusyMs);
    form.setAttribute('aria-busy', 'true');
  });
  window.addEventListener('pageshow', () => {
    for (const form of busy) release(form);
  });
}

/** Lets screen readers start at the list of errors. */
export function focusErrorSummary(): void {
  document.querySelector<HTMLElement>('[data-error-summary]')?.focus();
}
