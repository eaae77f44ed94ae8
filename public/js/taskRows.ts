// Completes and postpones tasks in place. When anything fails, the form is submitted as usual.
import { formFields } from './formFields.ts';
import { messageArea } from './messageArea.ts';
import { updateBadge } from './taskBadge.ts';
import { showOnToday } from './today.ts';

const taskForms = 'form[data-task-form], [data-task-message] form';

export function startTaskRows(): void {
  document.addEventListener('toggle', scrollToMenu, true);
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches(taskForms) || form.dataset['plain']) return;
    event.preventDefault();
    if (form.ariaBusy === 'true') return;
    form.ariaBusy = 'true';
    submitInPlace(form, event.submitter).catch(() => submitWithoutScript(form, event.submitter));
  });
}

async function submitInPlace(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const response = await fetch(submitter?.getAttribute('formaction') ?? form.action, {
    method: 'POST',
    headers: { 'X-Fragment': 'row' },
    body: formFields(form, submitter),
  });
  const isShown = response.ok || (response.status === 422 && form.matches('[data-follow-up]'));
  if (!isShown || response.redirected) throw new Error(`Answered ${response.status}`);
  update(new DOMParser().parseFromString(await response.text(), 'text/html'), form);
}

function submitWithoutScript(form: HTMLFormElement, submitter: HTMLElement | null): void {
  form.dataset['plain'] = 'true';
  form.ariaBusy = null;
  form.requestSubmit(submitter);
}

function update(response: Document, form: HTMLFormElement): void {
  const message = response.querySelector('.flash');
  if (document.querySelector('.today')) {
    if (message) showMessage(message, { isHidden: response.querySelector('[data-follow-up]') !== null });
    showOnToday(response, form);
    return;
  }
  const row = response.querySelector<HTMLElement>('[data-task]');
  const oldRow = document.querySelector(`[data-task="${row?.dataset['task']}"]`);
  if (!row || !oldRow) throw new Error('There is no such row');
  const hadFocus = oldRow.contains(document.activeElement) || form.contains(document.activeElement);
  oldRow.replaceWith(row);
  showMessage(message);
  updateBadge(response.querySelector('.tab-count'));
  updateLead(response.querySelector('.page-lead'));
  if (hadFocus) row.querySelector<HTMLElement>('.task-toggle')?.focus();
}

/** A hidden message is only announced, because its Undo is shown elsewhere. */
function showMessage(message: Element | null, { isHidden = false } = {}): void {
  const area = messageArea('task');
  const shown = isHidden ? message?.querySelector('p') : message;
  area.classList.toggle('visually-hidden', isHidden);
  area.replaceChildren(...(shown ? [shown] : []));
}

/** The lead of the task list contains the number of tasks. */
function updateLead(lead: Element | null): void {
  const isTaskList = document.querySelector('.task-tools');
  if (isTaskList && lead) document.querySelector('.page-lead')?.replaceWith(lead);
}

function scrollToMenu({ target }: Event): void {
  if (!(target instanceof HTMLDetailsElement) || !target.open) return;
  target.querySelector('.task-menu')?.scrollIntoView({ block: 'nearest' });
}
