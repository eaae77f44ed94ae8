// The list under a picker's field: searched while one types, moved through by arrows, taken by Enter or a click.
interface Found {
  id: number;
  label: string;
  detail?: string;
}

interface Choice {
  label: string;
  detail?: string;
  choose(): void;
}

const waitMs = 150;

/** What is sent with the form: an id, or a typed name, and what to make of it. */
interface Fields {
  select: HTMLSelectElement;
  typed: HTMLInputElement;
  pick: HTMLInputElement;
}

export class Combobox {
  private choices: Choice[] = [];
  private active = -1;
  private timer = 0;
  private asked = 0;

  constructor(
    private readonly root: HTMLElement,
    private readonly input: HTMLInputElement,
    private readonly list: HTMLUListElement,
    private readonly fields: Fields,
  ) {
    input.addEventListener('input', () => this.typedAnew());
    input.addEventListener('keydown', (event) => this.pressed(event));
    input.addEventListener('blur', () => this.close());
    input.addEventListener('click', () => this.search());
    // The field must not lose the focus before the click has chosen.
    list.addEventListener('mousedown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => this.clicked(event));
  }

  private typedAnew(): void {
    this.set('', this.input.value.trim(), '');
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.search(), waitMs);
  }

  private async search(): Promise<void> {
    const asked = ++this.asked;
    const text = this.fields.select.value ? '' : this.input.value.trim();
    const options = await fetchOptions(this.root.dataset['source'] ?? '', text);
    // A late answer to an older question is thrown away.
    if (asked !== this.asked || document.activeElement !== this.input) return;
    this.show(this.choicesFor(options, text));
  }

  private choicesFor(options: Found[], text: string): Choice[] {
    const found = options.map((option) => ({ ...option, choose: () => this.choose(option) }));
    const { none = '', make } = this.root.dataset;
    const exact = options.some(({ label }) => label.toLowerCase() === text.toLowerCase());
    const offerNew = make && text !== '' && !exact;
    const makeNew = { label: (make ?? '').replace('{name}', () => text), choose: () => this.set('', text, 'new') };
    const clear = { label: none, choose: () => this.clear() };
    return [...(text === '' ? [clear] : []), ...found, ...(offerNew ? [makeNew] : [])];
  }

  private choose({ id, label }: Found): void {
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
    this.fields.typed.value = name;
    this.fields.pick.value = pick;
    select.dispatchEvent(new Event('change', { bubbles: true }));
  }

  private show(choices: Choice[]): void {
    this.choices = choices;
    this.active = -1;
    const empty = choices.length === 0 ? [emptyItem(this.root.dataset['empty'] ?? '')] : [];
    this.list.replaceChildren(...choices.map((choice, index) => itemOf(choice, `${this.list.id}-${index}`)), ...empty);
    this.list.hidden = false;
    this.input.setAttribute('aria-expanded', 'true');
  }

  private close(): void {
    clearTimeout(this.timer);
    this.asked++;
    this.list.hidden = true;
    this.input.setAttribute('aria-expanded', 'false');
    this.input.removeAttribute('aria-activedescendant');
  }

  private pressed(event: KeyboardEvent): void {
    if (event.key === 'Escape' && !this.list.hidden) return this.close();
    if (event.key === 'Enter' && !this.list.hidden && this.active >= 0) return this.take(event);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    if (this.list.hidden) this.search();
    else this.move(step);
  }

  private take(event: Event): void {
    event.preventDefault();
    this.choices[this.active]?.choose();
    this.close();
  }

  private move(step: number): void {
    if (this.choices.length === 0) return;
    this.list.children[this.active]?.removeAttribute('aria-selected');
    this.active = (this.active + step + this.choices.length) % this.choices.length;
    const item = this.list.children[this.active];
    item?.setAttribute('aria-selected', 'true');
    item?.scrollIntoView({ block: 'nearest' });
    this.input.setAttribute('aria-activedescendant', item?.id ?? '');
  }

  private clicked(event: Event): void {
    const item = (event.target as Element).closest('[role=option]');
    const index = item ? [...this.list.children].indexOf(item) : -1;
    this.choices[index]?.choose();
    if (index >= 0) this.close();
  }
}

async function fetchOptions(source: string, text: string): Promise<Found[]> {
  const address = `${source}?${new URLSearchParams({ search: text })}`;
  const response = await fetch(address, { headers: { Accept: 'application/json' } }).catch(() => undefined);
  return response?.ok && !response.redirected ? response.json() : [];
}

function itemOf({ label, detail }: Choice, id: string): HTMLLIElement {
  const item = document.createElement('li');
  item.id = id;
  item.className = 'picker-option';
  item.setAttribute('role', 'option');
  item.append(label);
  if (detail) item.append(detailOf(detail));
  return item;
}

function detailOf(text: string): HTMLElement {
  const detail = document.createElement('span');
  detail.className = 'picker-detail';
  detail.textContent = text;
  return detail;
}

function emptyItem(text: string): HTMLLIElement {
  const item = document.createElement('li');
  item.className = 'picker-nothing';
  item.textContent = text;
  return item;
}
