import { formFields } from './formFields.ts';

/** "Tidy" in the composer shows the tidied note next to the original. Without scripts, a page of its own does. */
export function tidyNotes(): void {
  for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-ai-tidy]')) {
    button.addEventListener('click', (event) => {
      const text = button.form?.querySelector<HTMLTextAreaElement>('textarea[name=content]');
      // Before the first use, the page asks for consent.
      if (!text || button.dataset['agreed'] !== 'true' || button.dataset['plain']) return;
      event.preventDefault();
      if (text.value.trim() === '') return text.focus();
      void tidy(button, text);
    });
  }
}

async function tidy(button: HTMLButtonElement, text: HTMLTextAreaElement): Promise<void> {
  const label = button.querySelector('span');
  const name = label?.textContent ?? '';
  if (label) label.textContent = button.dataset['busy'] ?? name;
  button.disabled = true;
  try {
    offer(button, text, await ask(button));
  } catch {
    button.dataset['plain'] = 'true';
  } finally {
    button.disabled = false;
    if (label) label.textContent = name;
  }
  if (button.dataset['plain']) button.form?.requestSubmit(button);
}

interface Answer {
  note?: string;
  problem?: string;
}

async function ask(button: HTMLButtonElement): Promise<Answer> {
  const body = formFields(button.form as HTMLFormElement);
  const headers = { Accept: 'application/json' };
  const response = await fetch(button.formAction, { method: 'POST', body, headers, redirect: 'manual' });
  if (!response.headers.get('content-type')?.includes('application/json')) throw new Error('A page, not an answer');
  return (await response.json()) as Answer;
}

function offer(button: HTMLButtonElement, text: HTMLTextAreaElement, { note, problem }: Answer): void {
  const box = document.createElement('div');
  box.className = 'ai-tidied';
  box.tabIndex = -1;
  button.form?.querySelector('.ai-tidied')?.remove();
  text.closest('.field')?.after(box);
  if (note === undefined) box.textContent = problem ?? '';
  else box.append(heading(button), paragraph(note), ...choices(button, text, box, note));
  box.focus();
}

function heading({ dataset }: HTMLElement): HTMLElement {
  const title = document.createElement('h3');
  title.textContent = dataset['after'] ?? '';
  return title;
}

function paragraph(note: string): HTMLElement {
  const text = document.createElement('p');
  text.className = 'user-text';
  text.textContent = note;
  return text;
}

function choices({ dataset }: HTMLElement, text: HTMLTextAreaElement, box: HTMLElement, note: string): HTMLElement[] {
  const choice = (label: string | undefined, style: string, use: boolean) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = `btn btn-sm ${style}`;
    button.textContent = label ?? '';
    button.addEventListener('click', () => {
      if (use) text.value = note;
      if (use) text.dispatchEvent(new Event('input', { bubbles: true }));
      box.remove();
      text.focus();
    });
    return button;
  };
  return [choice(dataset['use'], 'btn-primary', true), choice(dataset['keep'], 'btn-link', false)];
}
