// The list below a picker's field: it searches while the user types; arrow keys, Enter and clicks choose.
import { type Choice, type FoundOption, fetchOptions, optionItem, textItem } from './comboboxOptions.ts';

const delayMs = 150;

/** The fields that are submitted: an id, or a typed name and what to do with it. */
interface PickerFields {
  select: HTMLSelectElement;
  name: HTMLInputElement;
  pick: HTMLInputElement;
}

export class Combobox {
  private choices: Choice[] = [];
  private active = -1;
  private timer = 0;
  private latestRequest = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly input: HTMLInputElement,
    private readonly list: HTMLUListElement,
    private readonly fields: PickerFields,
  ) {
    input.addEventListener('input', () => this.handleInput());
    input.addEventListener('keydown', (event) => this.handleKey(event));
    input.addEventListener('blur', () => this.close());
    input.addEventListener('click', () => this.search());
    // Otherwise the field would lose the focus before the click, and the list would close.
    list.addEventListener('mousedown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => this.handleClick(event));
  }

  private handleInput(): void {
    this.set('', this.input.value.trim(), '');
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.search(), delayMs);
  }

  private async search(): Promise<void> {
    const request = ++this.latestRequest;
    const text = this.fields.select.value ? '' : this.input.value.trim();
    const options = await fetchOptions(this.root.dataset['source'] ?? '', text);
    if (request !== this.latestRequest || document.activeElement !== this.input) return;
    this.show(this.choicesFor(options, text));
  }

  private choicesFor(options: FoundOption[], text: string): Choice[] {
    const found = options.map((option) => ({ ...option, choose: () => this.choose(option) }));
    const { none = '', create } = this.root.dataset;
    const exact = options.some(({ label }) => label.toLowerCase() === text.toLowerCase());
    const offersNew = create && text !== '' && !exact;
    const createNew = { label: (create ?? '').replace('{name}', () => text), choose: () => this.set('', text, 'new') };
    const clear = { label: none, choose: () => this.clear() };
    return [...(text === '' ? [clear] : []), ...found, ...(offersNew ? [createNew] : [])];
  }

  private choose({ id, label }: FoundOption): void {
    this.input.value = label;
    this.set(String(id), '', '', label);
  }

  private clear(): void {
    this.input.value = '';
    this.set('', '', '');
  }

  private set(id: string, name: string, pick: string, label = ''): void {
    const { select } = this.fields;
    if (id && ![...select.options].some(({ value }) => value === id)) select.add(new Option(label, id));
    select.value = id;
    this.fields.name.value = name;
    this.fields.pick.value = pick;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }

  private show(choices: Choice[]): void {
    this.choices = choices;
    this.active = -1;
    const { empty = '', similar = '' } = this.root.dataset;
    const items: Element[] = choices.map((choice, index) => optionItem(choice, `${this.list.id}-${index}`));
    const firstSimilar = choices.findIndex((choice) => choice.similar);
    if (firstSimilar >= 0) items.splice(firstSimilar, 0, textItem(similar, 'picker-heading'));
    if (items.length === 0) items.push(textItem(empty, 'picker-empty'));
    this.list.replaceChildren(...items);
    this.list.hidden = false;
    this.input.setAttribute('aria-expanded', 'true');
  }

  private close(): void {
    clearTimeout(this.timer);
    this.latestRequest++;
    this.list.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
  }

  private handleKey(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !this.list.hidden) return this.close();
    if (event.key === 'Enter' && !this.list.hidden && this.active >= 0) return this.chooseActive(event);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    if (this.list.hidden) this.search();
    else this.move(step);
  }

  private chooseActive(event: Event): void {
    event.preventDefault();
    this.choices[this.active]?.choose();
    this.close();
  }

  private move(step: number): void {
    if (this.choices.length === 0) return;
    const options = this.options();
    options[this.active]?.removeAttribute('aria-selected');
    this.active = (this.active + step + this.choices.length) % this.choices.length;
    const item = options[this.active];
    item?.setAttribute('aria-selected', 'true');
    item?.scrollIntoView({ block: 'nearest' });
    this.input.setAttribute('aria-activedescendant', item?.id ?? '');
  }

  private options(): Element[] {
    return [...this.list.querySelectorAll('[role=option]')];
  }

  private handleClick(event: Event): void {
    const item = (event.target as Element).closest('[role=option]');
    const index = item ? this.options().indexOf(item) : -1;
    this.choices[index]?.choose();
    if (index >= 0) this.close();
  }
}
