/** `<form data-unsaved>`: the browser asks before the page is left with unsaved changes. */
export function warnOfUnsavedChanges(): void {
  const changed = new Set<Element>();
  for (const form of document.querySelectorAll('form[data-unsaved]')) {
    if (form.querySelector('[data-error-summary]')) changed.add(form);
    form.addEventListener('input', () => changed.add(form));
    form.addEventListener('submit', () => changed.clear());
  }
  window.addEventListener('beforeunload', (event) => {
    if (changed.size > 0) event.preventDefault();
  });
}
