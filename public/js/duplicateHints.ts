// Shows who may be the same person while a name, email or phone is typed; saving is never held up by it.
const delayMs = 400;
const comparedFields = ['first_name', 'last_name', 'email', 'phone', 'more_emails', 'more_phones', 'company_name'];

export function startDuplicateHints(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-duplicates]');
  const place = form?.querySelector<HTMLElement>('[data-duplicate-hints]');
  if (!form || !place) return;
  let timer = 0;
  form.addEventListener('input', (event) => {
    if (!comparedFields.includes((event.target as HTMLInputElement).name)) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => showHints(form, place), delayMs);
  });
}

async function showHints(form: HTMLFormElement, place: HTMLElement): Promise<void> {
  const query = new URLSearchParams({ except: form.dataset['except'] ?? '' });
  const fields = new FormData(form);
  for (const name of comparedFields) for (const value of fields.getAll(name)) query.append(name, String(value));
  const response = await fetch(`${form.dataset['duplicates']}?${query}`).catch(() => undefined);
  if (response?.ok && !response.redirected) place.innerHTML = await response.text();
}
