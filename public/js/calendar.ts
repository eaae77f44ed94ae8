// Moves tasks in the calendar and changes them on the page of a day: the form is sent as without scripts, and the
// calendar that follows takes the place of the old one. When anything fails, the form is submitted as usual.
import { startDragging } from './calendarDrag.ts';
import { formFields } from './formFields.ts';
import { messageArea } from './messageArea.ts';
import { enablePrintButtons } from './printButtons.ts';
import { updateBadge } from './taskBadge.ts';

const forms = '[data-calendar] form[data-task-form], [data-status-message] form, .flashes form';

export function startCalendar(): void {
  if (!document.querySelector('[data-calendar]')) return;
  // It must run before the other scripts, which look for the task's row.
  document.addEventListener('submit', takeOver, true);
  document.addEventListener('keydown', moveByKey);
  startDragging(moveTask);
  document.querySelector('[data-calendar-hint]')?.removeAttribute('hidden');
}

function takeOver(event: SubmitEvent): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches(forms) || form.dataset['plain']) return;
  event.preventDefault();
  event.stopPropagation();
  if (form.ariaBusy === 'true') return;
  form.ariaBusy = 'true';
  send(form.action, formFields(form, event.submitter)).catch(() => {
    form.dataset['plain'] = 'true';
    form.requestSubmit(event.submitter);
  });
}

const steps: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

function moveByKey(event: KeyboardEvent): void {
  const days = steps[event.key];
  const task = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-movable]') : null;
  const date = task?.closest<HTMLElement>('[data-date]')?.dataset['date'];
  if (!event.shiftKey || days === undefined || !task || !date) return;
  event.preventDefault();
  if (!event.repeat) moveTask(task, dateAfter(date, days));
}

function dateAfter(date: string, days: number): string {
  return new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
}

function moveTask(task: HTMLElement, date: string): void {
  const form = document.querySelector<HTMLFormElement>('[data-calendar-move]');
  const field = form?.querySelector<HTMLInputElement>('[name=due_date]');
  if (!form || !field || form.ariaBusy === 'true') return;
  form.ariaBusy = 'true';
  field.value = date;
  form.action = `/tasks/${task.dataset['calendarTask']}/postpone/`;
  send(form.action, formFields(form)).catch(() => form.submit());
}

async function send(action: string, body: URLSearchParams): Promise<void> {
  const response = await fetch(action, { method: 'POST', body });
  if (!response.ok) throw new Error(`Answered ${response.status}`);
  show(new DOMParser().parseFromString(await response.text(), 'text/html'));
}

function show(page: Document): void {
  const [old, calendar] = [document, page].map((one) => one.querySelector('[data-calendar]'));
  if (!old || !calendar) throw new Error('There is no calendar in the answer');
  const focused = old.contains(document.activeElement) ? selectorOf(document.activeElement) : undefined;
  const message = page.querySelector('.flash');
  old.replaceWith(calendar);
  enablePrintButtons(calendar);
  document.querySelector('.page-header')?.replaceWith(...page.querySelectorAll('.page-header'));
  for (const shown of document.querySelectorAll('.flashes')) shown.remove();
  messageArea('status').replaceChildren(...(message ? [message] : []));
  updateBadge(page.querySelector('.tab-count'));
  if (focused) calendar.querySelector<HTMLElement>(focused)?.focus();
}

/** Selector of the element that gets the focus after the calendar was replaced. */
function selectorOf(element: Element | null): string | undefined {
  const task = element?.closest<HTMLElement>('[data-calendar-task]')?.dataset['calendarTask'];
  if (task) return `[data-calendar-task="${task}"]`;
  const row = element?.closest<HTMLElement>('[data-task]')?.dataset['task'];
  return row && `[data-task="${row}"] .task-toggle`;
}
