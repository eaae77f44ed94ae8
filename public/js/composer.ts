import { isTyping } from './fields.ts';

/** `<form data-composer>`: Ctrl+Enter saves, and the key named at its text (`data-key`) leads there from anywhere. */
export function startComposers(): void {
  quickenComposers(document);
  document.addEventListener('keydown', leadToText);
}

export function quickenComposers(part: ParentNode): void {
  for (const form of part.querySelectorAll<HTMLFormElement>('form[data-composer]')) {
    form.addEventListener('keydown', (event) => saveByKeys(event, form));
    pickByDate(form);
  }
}

function saveByKeys(event: KeyboardEvent, form: HTMLFormElement): void {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
  event.preventDefault();
  form.requestSubmit();
}

function leadToText(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
  const text = document.querySelector<HTMLTextAreaElement>('[data-composer] [data-key]');
  if (!text || event.key !== text.dataset['key']) return;
  event.preventDefault();
  text.focus();
  text.scrollIntoView({ block: 'center' });
}

/** Whoever picks "a date" wants to pick it: the field is opened at once. */
function pickByDate(form: HTMLFormElement): void {
  const day = form.querySelector<HTMLInputElement>('input[name=next_date], input[name=due_date]');
  form.querySelector('input[type=radio][value=date]')?.addEventListener('click', (event) => {
    // Arrow keys choose too; there a calendar that opens would be in the way.
    if (event instanceof MouseEvent && event.detail > 0) requestAnimationFrame(() => day?.focus());
  });
}
