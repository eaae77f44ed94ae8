// An answer that is a download, or none at all, leaves the page standing.
const longestWaitMs = 8000;

/** A second press while the first is on its way sends nothing; coming back by the back button frees the form again. */
export function guardDoubleSubmit(): void {
  const sent = new Set<HTMLFormElement>();
  const free = (form: HTMLFormElement) => {
    sent.delete(form);
    form.removeAttribute('aria-busy');
  };
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.method !== 'post' || event.defaultPrevented) return;
    if (sent.has(form)) event.preventDefault();
    sent.add(form);
    setTimeout(() => free(form), longestWaitMs);
    form.setAttribute('aria-busy', 'true');
  });
  window.addEventListener('pageshow', () => {
    for (const form of sent) free(form);
  });
}

/** Whoever hears the page instead of seeing it is taken to the list of errors. */
export function focusErrors(): void {
  document.querySelector<HTMLElement>('[data-error-summary]')?.focus();
}
