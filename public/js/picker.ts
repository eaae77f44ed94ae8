// Replaces the select and the text field, which work without scripts, with one search field.
import { Combobox } from './combobox.ts';

let listCount = 0;

export function startPickers(part: ParentNode = document): void {
  for (const root of part.querySelectorAll<HTMLElement>('[data-picker]')) {
    const select = root.querySelector('select');
    if (select) enhance(root, select);
  }
}

function enhance(root: HTMLElement, select: HTMLSelectElement): void {
  const name = root.querySelector<HTMLInputElement>('[data-picker-name] input');
  const label = root.querySelector<HTMLLabelElement>('[data-picker-label]');
  if (!name || !label) return;
  const list = createList();
  const input = createInput(select, list.id);
  const pick = createPick(name);
  label.htmlFor = input.id;
  select.hidden = true;
  name.type = 'hidden';
  name.parentElement?.replaceChildren(name, pick);
  select.after(input, list);
  root.classList.add('picker-on');
  if (name.value) input.value = name.value;
  new Combobox(root, input, list, { select, name, pick });
}

function createInput(select: HTMLSelectElement, listId: string): HTMLInputElement {
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

function createList(): HTMLUListElement {
  const list = document.createElement('ul');
  list.id = `picker-list-${++listCount}`;
  list.className = 'picker-list';
  list.hidden = true;
  list.setAttribute('role', 'listbox');
  return list;
}

function createPick(name: HTMLInputElement): HTMLInputElement {
  const pick = document.createElement('input');
  pick.type = 'hidden';
  pick.name = name.name.replace(/_name$/, '_pick');
  pick.value = name.parentElement?.querySelector<HTMLInputElement>(`[name="${pick.name}"]`)?.value ?? '';
  return pick;
}

function setAttributes(element: Element, attributes: Record<string, string>): void {
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
}
