// In a composer, what is offered as also done follows the chosen person and type.
import { fetchFragment } from './fragment.ts';

type Field = HTMLInputElement | HTMLSelectElement;

export function followChoices(form: HTMLFormElement): void {
  // A form that comes back with errors keeps what the user had ticked.
  let isChosen = form.querySelector('[data-error-summary]') !== null;
  let type = '';
  const suggest = () => {
    if (!isChosen && type) tickFirst(form, type !== 'note');
  };
  form.addEventListener('change', async (event) => {
    const { name, value } = event.target as Field;
    if (name === 'completed_tasks') isChosen = true;
    if (name === 'interaction_type') type = value;
    if (name === 'contact') {
      isChosen = false;
      await loadDue(form, value);
    }
    suggest();
  });
}

/** A call, email or meeting usually completes the most pressing task; a note completes none. */
function tickFirst(form: HTMLFormElement, checked: boolean): void {
  const person = form.querySelector<Field>('[name=contact]');
  const box = form.querySelector<HTMLInputElement>('input[type=checkbox][name=completed_tasks]');
  if (box && person?.value !== '') box.checked = checked;
}

async function loadDue(form: HTMLFormElement, contact: string): Promise<void> {
  form.querySelector('[data-also-done]')?.replaceChildren();
  const source = form.dataset['due'];
  if (!source || contact === '') return;
  const part = await fetchFragment(source.replace('/0/', `/${contact}/`), 'done').catch(() => undefined);
  const isStillChosen = form.querySelector<Field>('[name=contact]')?.value === contact;
  if (part && isStillChosen) form.querySelector('[data-also-done]')?.replaceWith(part);
}
