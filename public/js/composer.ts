import { followChoices } from './alsoDone.ts';
import { startAskingToLog } from './askToLog.ts';
import { isTyping } from './formFields.ts';

/** `<form data-composer>`: Ctrl+Enter submits, and the key in `data-key` of its text field focuses that field. */
export function startComposers(): void {
  enhanceComposers(document);
  document.addEventListener('keydown', focusTextByKey);
  startAskingToLog();
}

export function enhanceComposers(part: ParentNode): void {
  for (const form of part.querySelectorAll<HTMLFormElement>('form[data-composer]')) {
    form.addEventListener('keydown', (event) => submitByKeys(event, form));
    focusChosenDate(form);
    followChoices(form);
  }
}

function submitByKeys(event: KeyboardEvent, form: HTMLFormElement): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
}

function focusTextByKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const text = document.querySelector<HTMLTextAreaElement>('[data-composer] [data-key]');
  if (!text || event.key !== text.dataset['key']) return;
  event.preventDefault();
  text.focus();
  text.scrollIntoView({ block: 'center' });
}

/** Choosing "a date" focuses the date field. */
function focusChosenDate(form: HTMLFormElement): void {
  const date = form.querySelector<HTMLInputElement>('input[name=next_date], input[name=due_date]');
  form.querySelector('input[type=radio][value=date]')?.addEventListener('click', (event) => {
    // Arrow keys click, too; there the focus must stay among the choices.
    if (event instanceof MouseEvent && event.detail > 0) requestAnimationFrame(() => date?.focus());
  });
}
