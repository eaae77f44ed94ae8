// Completes and postpones tasks in place. When anything fails, the form is submitted as usual.
import { formFields } from './formFields.ts';

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
  const response = await fetch(form.action, {
    method: 'POST',
    headers: { 'X-Fragment': 'row' },
    body: formFields(form, submitter),
  });
  if (!response.ok || response.redirected) throw new Error(`Answered ${response.status}`);
  update(new DOMParser().parseFromString(await response.text(), 'text/html'), form);
}

function submitWithoutScript(form: HTMLFormElement, submitter: HTMLElement | null): void {
  form.dataset['plain'] = 'true';
  form.ariaBusy = null;
  form.requestSubmit(submitter);
}

function update(response: Document, form: HTMLFormElement): void {
  const row = response.querySelector<HTMLElement>('[data-task]');
  const oldRow = document.querySelector(`[data-task="${row?.dataset['task']}"]`);
  if (!row || !oldRow) throw new Error('There is no such row');
  const hadFocus = oldRow.contains(document.activeElement) || form.contains(document.activeElement);
  oldRow.replaceWith(row);
  showMessage(response.querySelector('.flash'));
  updateBadge(response.querySelector('.tab-count'));
  updateLead(response.querySelector('.page-lead'));
  if (hadFocus) row.querySelector<HTMLElement>('.task-toggle, .task-toggle-text')?.focus();
  if (document.querySelector('.today-sentence')) updateToday().catch(() => undefined);
}

/** Updates all of the start page but its list, in which nothing must move under the finger. */
async function updateToday(): Promise<void> {
  const response = await fetch(location.href, { cache: 'no-store' });
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const sentence = page.querySelector('.today-sentence');
  if (!response.ok || !sentence) return;
  document.querySelector('.today-sentence')?.replaceWith(sentence);
  for (const part of document.querySelectorAll('.today-main > :not(.today-list)')) part.remove();
  document
    .querySelector('.today-main')
    ?.append(...page.querySelectorAll('.today-main > :not(.today-list, .all-clear)'));
}

function showMessage(message: Element | null): void {
  const area = document.querySelector('[data-task-message]') ?? createMessageArea();
  area.replaceChildren(...(message ? [message] : []));
}

/** Visible wherever the row is, and announced by screen readers. */
function createMessageArea(): HTMLElement {
  const area = document.createElement('div');
  area.className = 'task-message';
  area.dataset['taskMessage'] = '';
  area.setAttribute('aria-live', 'polite');
  document.querySelector('main')?.append(area);
  return area;
}

function updateBadge(badge: Element | null): void {
  const tab = document.querySelector('.tab-tasks');
  tab?.querySelector('.tab-count')?.remove();
  if (badge) tab?.append(badge);
}

/** The task list says the number of tasks in its lead. */
function updateLead(lead: Element | null): void {
  const isTaskList = document.querySelector('.task-tools');
  if (isTaskList && lead) document.querySelector('.page-lead')?.replaceWith(lead);
}

function scrollToMenu({ target }: Event): void {
  if (!(target instanceof HTMLDetailsElement) || !target.open) return;
  target.querySelector('.task-menu')?.scrollIntoView({ block: 'nearest' });
}
