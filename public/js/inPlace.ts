// Sends the forms of small parts of a page, as the status of a contact, and replaces the part. When anything fails, the
// form is submitted as usual.
import { formFields } from './formFields.ts';
import { messageArea } from './messageArea.ts';

export function startInPlace(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.dataset['inPlace'] || form.dataset['plain']) return;
    event.preventDefault();
    if (form.ariaBusy === 'true') return;
    form.ariaBusy = 'true';
    changeInPlace(form, event.submitter).catch(() => {
      form.dataset['plain'] = 'true';
      form.requestSubmit(event.submitter);
    });
  });
}

async function changeInPlace(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const name = form.dataset['inPlace'] ?? '';
  const headers = { 'X-Fragment': name };
  const response = await fetch(form.action, { method: 'POST', headers, body: formFields(form, submitter) });
  if (!response.ok || response.redirected) throw new Error(`Answered ${response.status}`);
  const changed = new DOMParser().parseFromString(await response.text(), 'text/html');
  const part = changed.querySelector(`[data-part=${name}]`);
  const oldPart = form.closest(`[data-part=${name}]`);
  if (!part || !oldPart) throw new Error(`There is no ${name}`);
  const hadFocus = oldPart.contains(document.activeElement) || document.activeElement === document.body;
  oldPart.replaceWith(part);
  showMessage(changed.querySelector('.flash'));
  if (hadFocus) part.querySelector<HTMLElement>('summary, [type=submit]')?.focus();
}

function showMessage(message: Element | null): void {
  for (const shown of document.querySelectorAll('.flashes, [data-task-message] > *')) shown.remove();
  messageArea('status').replaceChildren(...(message ? [message] : []));
}
