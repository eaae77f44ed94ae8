// A row's tick and its "move to" without loading the page anew. Whatever goes wrong, the form is sent as it is.
import { fieldsOf } from './fields.ts';

const forms = 'form[data-task-form], [data-task-said] form';

/** Must start before what watches all forms: it takes these over. */
export function quickenTasks(): void {
  document.addEventListener('toggle', showWhole, true);
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || !form.matches(forms) || form.dataset['plain']) return;
    event.preventDefault();
    if (form.ariaBusy === 'true') return;
    form.ariaBusy = 'true';
    send(form, event.submitter).catch(() => sendPlainly(form, event.submitter));
  });
}

async function send(form: HTMLFormElement, submitter: HTMLElement | null): Promise<void> {
  const response = await fetch(form.action, {
    method: 'POST',
    headers: { 'X-Fragment': 'row' },
    body: fieldsOf(form, submitter),
  });
  if (!response.ok || response.redirected) throw new Error(`Answered ${response.status}`);
  take(new DOMParser().parseFromString(await response.text(), 'text/html'), form);
}

function sendPlainly(form: HTMLFormElement, submitter: HTMLElement | null): void {
  form.dataset['plain'] = 'true';
  form.ariaBusy = null;
  form.requestSubmit(submitter);
}

function take(answer: Document, form: HTMLFormElement): void {
  const row = answer.querySelector<HTMLElement>('[data-task]');
  const old = document.querySelector(`[data-task="${row?.dataset['task']}"]`);
  if (!row || !old) throw new Error('There is no such row');
  const hadFocus = old.contains(document.activeElement) || form.contains(document.activeElement);
  old.replaceWith(row);
  say(answer.querySelector('.flash'));
  setBadge(answer.querySelector('.tab-count'));
  setLead(answer.querySelector('.page-lead'));
  if (hadFocus) row.querySelector<HTMLElement>('.task-toggle, .task-toggle-text')?.focus();
  if (document.querySelector('.today-sentence')) tellToday().catch(() => undefined);
}

/** The start page says in several places what is to be done; the list stands still, so that nothing moves under the finger. */
async function tellToday(): Promise<void> {
  const response = await fetch(location.href, { cache: 'no-store' });
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const sentence = page.querySelector('.today-sentence');
  if (!response.ok || !sentence) return;
  document.querySelector('.today-sentence')?.replaceWith(sentence);
  for (const part of document.querySelectorAll('.today-main > :not(.waiting)')) part.remove();
  document.querySelector('.today-main')?.append(...page.querySelectorAll('.today-main > :not(.waiting, .calm)'));
}

/** The message stands where it is seen wherever the row is, and says itself to a screen reader. */
function say(message: Element | null): void {
  const place = document.querySelector('[data-task-said]') ?? makePlace();
  place.replaceChildren(...(message ? [message] : []));
}

function makePlace(): HTMLElement {
  const place = document.createElement('div');
  place.className = 'task-said';
  place.dataset['taskSaid'] = '';
  place.setAttribute('aria-live', 'polite');
  document.querySelector('main')?.append(place);
  return place;
}

function setBadge(badge: Element | null): void {
  const tab = document.querySelector('.tab-tasks');
  tab?.querySelector('.tab-count')?.remove();
  if (badge) tab?.append(badge);
}

/** The list's own page says the number in words, too. */
function setLead(lead: Element | null): void {
  const isList = document.querySelector('.task-tools');
  if (isList && lead) document.querySelector('.page-lead')?.replaceWith(lead);
}

// A menu that opens below the edge of the window is moved into sight.
function showWhole({ target }: Event): void {
  if (!(target instanceof HTMLDetailsElement) || !target.open) return;
  target.querySelector('.task-menu')?.scrollIntoView({ block: 'nearest' });
}
