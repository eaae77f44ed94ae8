// While a person's name, email or phone is typed: shows whom one may have already, and never stands in the way.
const waitMs = 400;
const compared = ['first_name', 'last_name', 'email', 'phone'];

export function startLookalikes(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-lookalikes]');
  const place = form?.querySelector<HTMLElement>('[data-lookalikes-here]');
  if (!form || !place) return;
  let timer = 0;
  form.addEventListener('input', (event) => {
    if (!compared.includes((event.target as HTMLInputElement).name)) return;
    clearTimeout(timer);
    timer = window.setTimeout(() => show(form, place), waitMs);
  });
}

async function show(form: HTMLFormElement, place: HTMLElement): Promise<void> {
  const query = new URLSearchParams({ except: form.dataset['except'] ?? '' });
  for (const name of compared) query.set(name, String(new FormData(form).get(name) ?? ''));
  const response = await fetch(`${form.dataset['lookalikes']}?${query}`).catch(() => undefined);
  if (response?.ok && !response.redirected) place.innerHTML = await response.text();
}
