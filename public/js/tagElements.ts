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
