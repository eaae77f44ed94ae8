// The line under a row of Today that was completed: what was said, and what comes next.

const line = '[data-follow-up]';

/** Text typed in lines that an Undo removed, by row. */
const drafts = new Map<string, string>();

export function startFollowUps(skip: (row: HTMLElement) => void): void {
  document.addEventListener('click', (event) => {
    if (!(event.target instanceof Element)) return;
    rememberVerb(event.target);
    focusChosenDate(event);
    const link = event.target.closest(`${line} [data-skip]`);
    if (link) event.preventDefault();
    if (link) skipLine(link, skip);
  });
  document.addEventListener('keydown', (event) => {
    const form = event.target instanceof Element && event.target.closest<HTMLFormElement>(`form${line}`);
    if (!form || event.isComposing) return;
    if (event.key === 'Escape' && !isFilled(form)) skipLine(form, skip);
    if (event.key === 'Enter' && !event.shiftKey && event.target instanceof HTMLTextAreaElement) {
      event.preventDefault();
      form.requestSubmit();
    }
  });
  // Captured, so that an empty line is not sent.
  document.addEventListener('submit', (event) => skipEmpty(event, skip), true);
  window.addEventListener('beforeunload', (event) => {
    if (openLines().some(isFilled)) event.preventDefault();
  });
}

/**
 * Opens the line under its row. If the row's verb was used, its type of entry is chosen. Other open lines close if they
 * are empty.
 */
export function openFollowUp(row: HTMLElement, form: HTMLFormElement, skip: (row: HTMLElement) => void): void {
  for (const other of openLines()) if (!row.contains(other) && !isFilled(other)) skipLine(other, skip);
  row.querySelector(line)?.remove();
  row.classList.add('today-row-done');
  for (const menu of row.querySelectorAll<HTMLDetailsElement>('details[open]')) menu.open = false;
  row.append(form);
  chooseType(form, row.dataset['type']);
  const text = form.querySelector('textarea');
  if (text && text.value === '') text.value = drafts.get(rowKey(row)) ?? '';
  focusLine(form, Boolean(row.dataset['type']));
}

/** Takes the line away and keeps what was typed, in case it opens again. */
export function closeFollowUp(row: HTMLElement): void {
  const text = row.querySelector<HTMLTextAreaElement>(`${line} textarea`)?.value.trim();
  if (text) drafts.set(rowKey(row), text);
  row.querySelector(line)?.remove();
  row.classList.remove('today-row-done');
}

/** Discards the kept text, because it was saved. */
export function discardDraft(row: HTMLElement): void {
  row.querySelector(line)?.remove();
  drafts.delete(rowKey(row));
}

export function hasFollowUp(row: Element): boolean {
  return row.querySelector(line) !== null;
}

function openLines(): HTMLFormElement[] {
  return [...document.querySelectorAll<HTMLFormElement>(`.today-row form${line}`)];
}

function isFilled(form: HTMLFormElement): boolean {
  const fields = new FormData(form);
  return String(fields.get('content') ?? '').trim() !== '' || fields.get('next') !== 'none';
}

function skipLine(part: Element, skip: (row: HTMLElement) => void): void {
  const row = part.closest<HTMLElement>('[data-row]');
  if (row) skip(row);
}

function skipEmpty(event: SubmitEvent, skip: (row: HTMLElement) => void): void {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches(line) || isFilled(form)) return;
  // The Undo button submits to another address.
  if (event.submitter?.hasAttribute('formaction')) return;
  event.preventDefault();
  event.stopPropagation();
  skipLine(form, skip);
}

function rememberVerb(target: Element): void {
  const type = target.closest<HTMLElement>('.row-verb')?.dataset['type'];
  const row = target.closest<HTMLElement>('[data-row]');
  if (type && row) row.dataset['type'] = type;
}

function chooseType(form: HTMLFormElement, type: string | undefined): void {
  const choice = form.querySelector<HTMLInputElement>(`input[name=interaction_type][value="${type}"]`);
  if (choice) choice.checked = true;
}

/**
 * On touch screens the keyboard would cover the row, so the text field gets the focus only if the person was called or
 * written to.
 */
function focusLine(form: HTMLFormElement, wasReached: boolean): void {
  const field = form.querySelector<HTMLElement>('textarea, input[name=next]:checked');
  const isTouch = matchMedia('(pointer: coarse)').matches;
  (isTouch && !wasReached ? form : (field ?? form)).focus({ preventScroll: true });
  form.scrollIntoView({ block: 'nearest' });
}

function focusChosenDate(event: MouseEvent): void {
  const choice = event.target;
  // Arrow keys click, too; there the focus must stay among the choices.
  if (!(choice instanceof HTMLInputElement) || choice.value !== 'date' || event.detail === 0) return;
  const date = choice.closest(line)?.querySelector<HTMLElement>('input[name=next_date]');
  requestAnimationFrame(() => date?.focus());
}

function rowKey(row: HTMLElement): string {
  return row.dataset['row'] ?? '';
}
