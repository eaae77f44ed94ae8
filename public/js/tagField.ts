// Replaces the text field of tags, names with commas, by chips and a field that suggests.
import { chipItem, element, takeOver } from './tagElements.ts';
import { type TagChoice, TagList } from './tagList.ts';
import { fold, suggestTags, tidy, uniqueNames } from './tagNames.ts';

export function startTagFields(part: ParentNode = document): void {
  for (const root of part.querySelectorAll<HTMLElement>('[data-tag-field]')) {
    const value = root.querySelector<HTMLInputElement>('input[name=tags]');
    if (value) new TagField(root, value);
  }
}

class TagField {
  private names: string[];
  private readonly known: { name: string; color: string }[];
  private readonly chips = element('ul', 'tags');
  private readonly input: HTMLInputElement;
  private readonly list: TagList;
  private readonly status = element('p', 'visually-hidden');

  constructor(
    private readonly root: HTMLElement,
    private readonly value: HTMLInputElement,
  ) {
    const options = [...root.querySelectorAll('option')];
    this.known = options.map((option) => ({ name: option.value, color: option.dataset['color'] ?? 'gray' }));
    this.names = this.spelled(value.value.split(','));
    this.input = takeOver(value);
    this.list = new TagList(this.input, (choice) => this.choose(choice));
    this.place();
    this.listen();
    this.showChips();
  }

  private place(): void {
    const box = element('div', 'form-control tag-box');
    box.classList.toggle('is-invalid', this.value.classList.contains('is-invalid'));
    this.status.setAttribute('role', 'status');
    this.list.element.setAttribute('aria-label', this.root.querySelector('label')?.textContent?.trim() ?? '');
    this.root.querySelector('[data-tag-some]')?.remove();
    box.append(this.chips, this.input);
    box.addEventListener('click', (event) => {
      const { name } = (event.target as Element).closest<HTMLElement>('[data-name]')?.dataset ?? {};
      if (name !== undefined) this.remove(name);
      this.input.focus();
    });
    this.value.after(box, this.list.element, this.status);
  }

  private listen(): void {
    const { input } = this;
    input.addEventListener('input', () => this.handleInput());
    input.addEventListener('keydown', (event) => this.handleKey(event));
    input.addEventListener('click', () => this.suggest());
    input.addEventListener('blur', () => this.addTyped());
    input.form?.addEventListener('submit', () => this.addTyped(), { capture: true });
  }

  private handleInput(): void {
    const parts = this.input.value.split(/[,;\n]/);
    const rest = parts.pop() ?? '';
    if (parts.length > 0) {
      this.input.value = rest.trimStart();
      this.add(parts);
    }
    this.suggest();
  }

  private handleKey(event: KeyboardEvent): void {
    const { key } = event;
    if (event.isComposing) return;
    if (key === 'Backspace' && this.input.value === '') this.remove(this.names.at(-1) ?? '');
    if (key === 'Escape' && this.list.isOpen) this.list.close();
    if (key === 'Enter') this.handleEnter(event);
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    if (!step) return;
    event.preventDefault();
    if (this.list.isOpen) this.list.move(step);
    else this.suggest();
  }

  private handleEnter(event: KeyboardEvent): void {
    const { chosen } = this.list;
    if (!chosen && tidy(this.input.value) === '') return;
    event.preventDefault();
    if (chosen) this.choose(chosen);
    else this.addTyped();
  }

  private suggest(): void {
    const text = tidy(this.input.value);
    const { tags, isNew } = suggestTags(text, this.known, this.names);
    const create = { name: text, color: 'new', label: this.text('create', text) };
    this.list.show(
      [...tags.map((tag) => ({ ...tag, label: tag.name })), ...(isNew ? [create] : [])],
      text === '' ? -1 : 0,
    );
  }

  private choose({ name }: TagChoice): void {
    this.input.value = '';
    this.add([name]);
    this.list.close();
  }

  private addTyped(): void {
    const typed = this.input.value;
    this.input.value = '';
    this.add([typed]);
    this.list.close();
  }

  private add(names: string[]): void {
    const before = this.names.length;
    this.names = this.spelled([...this.names, ...names]);
    const added = this.names.slice(before);
    if (added.length > 0) this.changed(this.text('added', added.join(', ')));
  }

  private remove(name: string): void {
    if (!this.names.includes(name)) return;
    this.names = this.names.filter((one) => one !== name);
    this.changed(this.text('removed', name));
    this.list.close();
  }

  private changed(message: string): void {
    this.showChips();
    this.status.textContent = message;
    this.value.dispatchEvent(new Event('input', { bubbles: true }));
  }

  private showChips(): void {
    this.value.value = this.names.join(', ');
    this.chips.replaceChildren(
      ...this.names.map((name) => chipItem(name, this.colorOf(name), this.text('remove', name))),
    );
    this.chips.hidden = this.names.length === 0;
  }

  /** A known tag keeps its own spelling. */
  private spelled(names: string[]): string[] {
    return uniqueNames(names).map((name) => this.find(name)?.name ?? name);
  }

  private colorOf(name: string): string {
    return this.find(name)?.color ?? 'new';
  }

  private find(name: string): { name: string; color: string } | undefined {
    return this.known.find((tag) => fold(tag.name) === fold(name));
  }

  private text(key: 'create' | 'added' | 'removed' | 'remove', name: string): string {
    return (this.root.dataset[key] ?? '').replace('{name}', () => name);
  }
}
