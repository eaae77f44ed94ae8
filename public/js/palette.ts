// Search over everything in a dialog: a combobox whose choices are links, grouped by kind.
import { watchClosing } from './dialog.ts';
import { fetchFragment } from './fragment.ts';

const waitMs = 120;
let palette: Palette | undefined;

export function startPalette(): void {
  document.querySelector('a[data-search]')?.addEventListener('click', (event) => {
    const { ctrlKey, metaKey, shiftKey } = event as MouseEvent;
    if (ctrlKey || metaKey || shiftKey || !openPalette()) return;
    event.preventDefault();
  });
}

/** False where there is none. On the page of the search it leads to its field. */
export function openPalette(): boolean {
  const shell = document.querySelector<HTMLTemplateElement>('#palette-shell');
  if (!shell) return false;
  const field =
    location.pathname === shell.dataset['source'] && document.querySelector<HTMLInputElement>('main #search');
  // Selecting brings the focus, and the next word takes the place of the last.
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
  private asked = 0;
  /** Enter was pressed before the answer had come. */
  private isWaiting = false;
  private isLate = false;

  constructor(private readonly shell: HTMLTemplateElement) {
    document.body.append(shell.content.cloneNode(true));
    this.dialog = document.querySelector('dialog.palette') as HTMLDialogElement;
    this.input = this.dialog.querySelector('input') as HTMLInputElement;
    this.list = this.dialog.querySelector('[role=listbox]') as HTMLElement;
    this.status = this.dialog.querySelector('[role=status]') as HTMLElement;
    watchClosing(this.dialog);
    this.input.addEventListener('input', () => this.typed());
    this.input.addEventListener('keydown', (event) => this.pressed(event));
    // The field keeps the focus; a link to another place of this very page must not leave the dialog open.
    this.list.addEventListener('mousedown', (event) => event.preventDefault());
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

  private typed(): void {
    // What is under way answers an older question from now on.
    this.asked++;
    this.isLate = true;
    this.isWaiting = false;
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.search(), waitMs);
  }

  private async search(): Promise<void> {
    const asked = ++this.asked;
    const text = this.input.value.trim();
    const part = await fetchFragment(this.address(text), 'palette').catch(() => undefined);
    // A late answer to an older question is thrown away.
    if (asked !== this.asked) return;
    this.isLate = false;
    if (part) this.show(part, text);
    else this.fail();
    if (this.isWaiting) this.openChosen();
  }

  private address(text: string): string {
    return `${this.shell.dataset['source']}?${new URLSearchParams(text ? { search: text } : {})}`;
  }

  private show(part: DocumentFragment, text: string): void {
    const said = part.querySelector('[data-said]');
    this.status.textContent = said?.textContent ?? '';
    said?.remove();
    this.list.replaceChildren(part);
    this.list.scrollTop = 0;
    this.options = [...this.list.querySelectorAll<HTMLAnchorElement>('[role=option]')];
    for (const [index, option] of this.options.entries()) option.id = `palette-option-${index}`;
    this.input.setAttribute('aria-expanded', String(this.options.length > 0));
    this.choose(text === '' ? -1 : 0);
  }

  private fail(): void {
    this.options = [];
    this.choose(-1);
    const text = document.createElement('p');
    text.className = 'palette-none';
    text.textContent = this.status.textContent = this.shell.dataset['failed'] ?? '';
    this.list.replaceChildren(text);
  }

  private choose(index: number): void {
    this.options[this.active]?.setAttribute('aria-selected', 'false');
    this.active = index;
    for (const option of this.options) option.setAttribute('aria-selected', String(option === this.options[index]));
    const option = this.options[index];
    option?.scrollIntoView({ block: 'nearest' });
    if (option) this.input.setAttribute('aria-activedescendant', option.id);
    else this.input.removeAttribute('aria-activedescendant');
  }

  private pressed(event: KeyboardEvent): void {
    if (event.isComposing) return;
    if (event.key === 'Enter') {
      event.preventDefault();
      return this.openChosen();
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || this.options.length === 0) return;
    event.preventDefault();
    const from = this.active < 0 && step < 0 ? 0 : this.active;
    this.choose((from + step + this.options.length) % this.options.length);
  }

  private openChosen(): void {
    if (this.isLate) {
      this.isWaiting = true;
      return;
    }
    const option = this.options[this.active];
    if (option) option.click();
    else location.assign(this.address(this.input.value.trim()));
  }
}
