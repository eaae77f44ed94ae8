import { element, nameElement } from './tagElements.ts';

export interface TagChoice {
  name: string;
  /** `new` for one that would be created. */
  color: string;
  label: string;
}

let count = 0;

/** The list below a field of tags, of which one choice is active. */
export class TagList {
  readonly element = element('ul', 'picker-list');
  private choices: TagChoice[] = [];
  private active = -1;

  constructor(
    private readonly input: HTMLInputElement,
    choose: (choice: TagChoice) => void,
  ) {
    const list = this.element;
    list.id = `tag-list-${++count}`;
    list.hidden = true;
    list.setAttribute('role', 'listbox');
    const combobox = {
      role: 'combobox',
      'aria-expanded': 'false',
      'aria-controls': list.id,
      'aria-autocomplete': 'list',
    };
    for (const [name, text] of Object.entries(combobox)) input.setAttribute(name, text);
    // Otherwise the field would lose the focus before the click.
    list.addEventListener('mousedown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => {
      const choice = this.choices[indexOf(event.target as Element)];
      if (choice) choose(choice);
    });
  }

  get isOpen(): boolean {
    return !this.element.hidden;
  }

  get chosen(): TagChoice | undefined {
    return this.isOpen ? this.choices[this.active] : undefined;
  }

  show(choices: TagChoice[], active: number): void {
    this.choices = choices;
    this.element.replaceChildren(...choices.map((choice, index) => optionItem(choice, `${this.element.id}-${index}`)));
    if (choices.length === 0) return this.close();
    this.element.hidden = false;
    this.input.setAttribute('aria-expanded', 'true');
    this.activate(active);
  }

  move(step: number): void {
    const from = this.active < 0 && step < 0 ? 0 : this.active;
    this.activate((from + step + this.choices.length) % this.choices.length);
  }

  close(): void {
    this.element.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
    this.activate(-1);
  }

  private activate(index: number): void {
    this.active = index;
    const items = [...this.element.children];
    for (const [at, item] of items.entries()) item.setAttribute('aria-selected', String(at === index));
    const item = items[index];
    item?.scrollIntoView({ block: 'nearest' });
    if (item) this.input.setAttribute('aria-activedescendant', item.id);
    else this.input.removeAttribute('aria-activedescendant');
  }
}

function optionItem({ label, color }: TagChoice, id: string): HTMLLIElement {
  const item = element('li', 'picker-option');
  item.id = id;
  item.setAttribute('role', 'option');
  if (color === 'new') item.textContent = label;
  else item.append(tagElement(label, color));
  return item;
}

function tagElement(name: string, color: string): HTMLSpanElement {
  const tag = element('span', `tag tag-${color}`);
  tag.append(nameElement(name));
  return tag;
}

function indexOf(target: Element): number {
  const item = target.closest('[role=option]');
  return item ? [...(item.parentElement?.children ?? [])].indexOf(item) : -1;
}
