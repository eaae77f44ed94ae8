// Searches all records in a dialog: a combobox whose options are links, grouped by kind.
import { enableClosing } from './dialog.ts';
import { fetchFragment } from './fragment.ts';

const delayMs = 120;
let palette: Palette | undefined;

export function startPalette(): void {
  document.querySelector('a[data-search]')?.addEventListener('click', (event) => {
    const { ctrlKey, metaKey, shiftKey } = event as MouseEvent;
    if (ctrlKey || metaKey || shiftKey || !openPalette()) return;
    event.preventDefault();
  });
}

/** On the search page, focuses its field. Returns false on pages without a palette. */
export function openPalette(): boolean {
  const shell = document.querySelector<HTMLTemplateElement>('#palette-shell');
  if (!shell) return false;
  const field =
    location.pathname === shell.dataset['source'] && document.querySelector<HTMLInputElement>('main #search');
  // select() also focuses the field.
  if (field) field.select();
  else (palette ??= new Palette(shell)).open();
  return true;
}

class Palette {
  private readonly dialog: HTMLDialogElement;
  private readonly input: HTMLInputElement;
  private readonly list: HTMLElement;
  private readonly status: HTMLElement;
  private options: HTMLAnchorElement[] = [];
  private active = -1;
  private timer = 0;
  private latestRequest = 0;
  /** The options do not match the text yet. */
  private isOutdated = false;
  /** Enter was pressed while the options were outdated. */
  private opensWhenLoaded = false;

  constructor(private readonly shell: HTMLTemplateElement) {
    document.body.append(shell.content.cloneNode(true));
    this.dialog = document.querySelector('dialog.palette') as HTMLDialogElement;
    this.input = this.dialog.querySelector('input') as HTMLInputElement;
    this.list = this.dialog.querySelector('[role=listbox]') as HTMLElement;
    this.status = this.dialog.querySelector('[role=status]') as HTMLElement;
    enableClosing(this.dialog);
    this.input.addEventListener('input', () => this.handleInput());
    this.input.addEventListener('keydown', (event) => this.handleKey(event));
    // Keeps the focus in the field.
    this.list.addEventListener('mousedown', (event) => event.preventDefault());
    // A link to an anchor of the current page does not close the dialog by itself.
    this.list.addEventListener('click', (event) => {
      if (event.target instanceof Element && event.target.closest('a')) this.dialog.close();
    });
  }

  open(): void {
    if (this.dialog.open) return;
    this.dialog.showModal();
    this.input.focus();
    this.input.select();
    this.search();
  }

  private handleInput(): void {
    this.latestRequest++;
    this.isOutdated = true;
    this.opensWhenLoaded = false;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.search(), delayMs);
  }

  private async search(): Promise<void> {
    const request = ++this.latestRequest;
    const text = this.input.value.trim();
    const part = await fetchFragment(this.searchUrl(text), 'palette').catch(() => undefined);
    if (request !== this.latestRequest) return;
    this.isOutdated = false;
    if (part) this.show(part, text);
    else this.showFailure();
    if (this.opensWhenLoaded) this.openActive();
  }

  private searchUrl(text: string): string {
    return `${this.shell.dataset['source']}?${new URLSearchParams(text ? { search: text } : {})}`;
  }

  private show(part: DocumentFragment, text: string): void {
    const status = part.querySelector('[data-status]');
    this.status.textContent = status?.textContent ?? '';
    status?.remove();
    this.list.replaceChildren(part);
    this.list.scrollTop = 0;
    this.options = [...this.list.querySelectorAll<HTMLAnchorElement>('[role=option]')];
    for (const [index, option] of this.options.entries()) option.id = `palette-option-${index}`;
    this.input.setAttribute('aria-expanded', String(this.options.length > 0));
    this.activate(text === '' ? -1 : 0);
  }

  private showFailure(): void {
    this.options = [];
    this.activate(-1);
    const text = document.createElement('p');
    text.className = 'palette-empty';
    text.textContent = this.status.textContent = this.shell.dataset['failed'] ?? '';
    this.list.replaceChildren(text);
  }

  private activate(index: number): void {
    this.options[this.active]?.setAttribute('aria-selected', 'false');
    this.active = index;
    for (const option of this.options) option.setAttribute('aria-selected', String(option === this.options[index]));
    const option = this.options[index];
    option?.scrollIntoView({ block: 'nearest' });
    if (option) this.input.setAttribute('aria-activedescendant', option.id);
    else this.input.removeAttribute('aria-activedescendant');
  }

  private handleKey(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      return this.openActive();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || this.options.length === 0) return;
    event.preventDefault();
    const from = this.active < 0 && step < 0 ? 0 : this.active;
    this.activate((from + step + this.options.length) % this.options.length);
  }

  private openActive(): void {
    if (this.isOutdated) {
      this.opensWhenLoaded = true;
      return;
    }
    const option = this.options[this.active];
    if (option) option.click();
    else location.assign(this.searchUrl(this.input.value.trim()));
  }
}
