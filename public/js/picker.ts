// Choosing one among many by typing: takes the place of the select and the text field that serve without scripts.
import { Combobox } from './combobox.ts';

let made = 0;

export function startPickers(part: ParentNode = document): void {
  for (const root of part.querySelectorAll<HTMLElement>('[data-picker]')) {
    const select = root.querySelector('select');
    if (select) enhance(root, select);
  }
}

function enhance(root: HTMLElement, select: HTMLSelectElement): void {
  const typed = root.querySelector<HTMLInputElement>('[data-picker-typed] input');
  const label = root.querySelector<HTMLLabelElement>('[data-picker-label]');
  if (!typed || !label) return;
  const list = makeList();
  const input = makeInput(select, list.id);
  const pick = makePick(typed);
  label.htmlFor = input.id;
  select.hidden = true;
  typed.type = 'hidden';
  typed.parentElement?.replaceChildren(typed, pick);
  select.after(input, list);
  root.classList.add('picker-on');
  if (typed.value) input.value = typed.value;
  new Combobox(root, input, list, { select, typed, pick });
}

function makeInput(select: HTMLSelectElement, listId: string): HTMLInputElement {
  const input = document.createElement('input');
  input.className = `${select.className.replace('form-select', 'form-control')} picker-input`;
  input.id = `${select.id}-search`;
  input.value = select.value ? (select.selectedOptions[0]?.label ?? '') : '';
  input.autocomplete = 'off';
  input.maxLength = 200;
  input.dir = 'auto';
  setAttributes(input, {
    role: 'combobox',
    'aria-expanded': 'false',
    'aria-controls': listId,
    'aria-autocomplete': 'list',
  });
  for (const name of ['aria-invalid', 'aria-describedby']) {
    const value = select.getAttribute(name);
    if (value) input.setAttribute(name, value);
  }
  return input;
}

function makeList(): HTMLUListElement {
  const list = document.createElement('ul');
  list.id = `picker-list-${++made}`;
  list.className = 'picker-list';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  return list;
}

function makePick(typed: HTMLInputElement): HTMLInputElement {
  const pick = document.createElement('input');
  pick.type = 'hidden';
  pick.name = typed.name.replace(/_name$/, '_pick');
  pick.value = typed.parentElement?.querySelector<HTMLInputElement>(`[name="${pick.name}"]`)?.value ?? '';
  return pick;
}

function setAttributes(element: Element, attributes: Record<string, string>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}
