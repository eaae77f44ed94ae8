export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
): HTMLElementTagNameMap[Name] {
  const created = document.createElement(name);
  created.className = className;
  return created;
}

export function nameElement(text: string): HTMLSpanElement {
  const name = element('span', 'tag-name');
  name.dir = 'auto';
  name.textContent = text;
  return name;
}

/** The button of a chosen tag, which removes it. */
export function chipItem(name: string, color: string, label: string): HTMLLIElement {
  const button = element('button', `tag tag-${color} tag-remove`);
  button.type = 'button';
  button.dataset['name'] = name;
  button.setAttribute('aria-label', label);
  button.append(nameElement(name), '×');
  const item = document.createElement('li');
  item.append(button);
  return item;
}

/** Hides the field that is submitted; another one takes its place. */
export function takeOver(value: HTMLInputElement): HTMLInputElement {
  const input = element('input', 'tag-input');
  input.id = value.id;
  input.autocomplete = 'off';
  input.autocapitalize = 'none';
  input.dir = 'auto';
  for (const name of ['aria-invalid', 'aria-describedby']) {
    const text = value.getAttribute(name);
    if (text) input.setAttribute(name, text);
  }
  for (const name of ['id', 'list', 'aria-invalid', 'aria-describedby']) value.removeAttribute(name);
  value.type = 'hidden';
  return input;
}
