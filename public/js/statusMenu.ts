// Changes the status of a contact in place. When anything fails, the form is submitted as usual.
import { formFields } from './formFields.ts';
import { messageArea } from './messageArea.ts';

export function startStatusMenu(): void {
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches('[data-status-form]') || form.dataset['plain']) return;
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
  const headers = { 'X-Fragment': 'status' };
  const response = await fetch(form.action, { method: 'POST', headers, body: formFields(form, submitter) });
  if (!response.ok || response.redirected) throw new Error(`Answered ${response.status}`);
  const changed = new DOMParser().parseFromString(await response.text(), 'text/html');
  const menu = changed.querySelector('[data-status-menu]');
  const oldMenu = form.closest('[data-status-menu]');
  if (!menu || !oldMenu) throw new Error('There is no menu');
  const hadFocus = oldMenu.contains(document.activeElement) || document.activeElement === document.body;
  oldMenu.replaceWith(menu);
  showMessage(changed.querySelector('.flash'));
  if (hadFocus) menu.querySelector('summary')?.focus();
}

function showMessage(message: Element | null): void {
  for (const shown of document.querySelectorAll('.flashes, [data-task-message] > *')) shown.remove();
  messageArea('status').replaceChildren(...(message ? [message] : []));
}
