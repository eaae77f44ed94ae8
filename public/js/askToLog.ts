// After a tap on a phone number or an email address the page asks once, on return, whether to log the call or the
// email.
type Type = 'call' | 'email';

/** A tap that the page has not asked about. */
interface Tap {
  path: string;
  type: Type;
  /** The link to this person's composer. */
  href: string;
  at: number;
}

// In the session storage, because a phone may discard the page during a call.
const storageKey = 'ask-to-log';
const maxAgeMs = 6 * 3_600_000;

export function startAskingToLog(): void {
  const bar = document.querySelector<HTMLElement>('[data-ask-to-log]');
  if (!bar) return;
  let hasLeft = true;
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href^="tel:"], a[href^="mailto:"]');
    if (!(link instanceof HTMLAnchorElement) || !rememberTap(link)) return;
    hasLeft = false;
    bar.hidden = true;
  });
  const leave = () => (hasLeft = true);
  const returned = () => {
    if (hasLeft && document.visibilityState === 'visible') ask(bar);
  };
  window.addEventListener('blur', leave);
  document.addEventListener('visibilitychange', () => (document.hidden ? leave() : returned()));
  window.addEventListener('focus', returned);
  window.addEventListener('pageshow', returned);
  startBar(bar);
}

function rememberTap(link: HTMLAnchorElement): boolean {
  const type = link.protocol === 'tel:' ? 'call' : 'email';
  const composer = findComposer();
  const row = link.closest('[data-row]')?.querySelector<HTMLAnchorElement>('a[href*="/interactions/create/"]');
  const href = composer?.action ?? row?.href;
  if (!href) return false;
  if (composer) chooseType(composer, type);
  const url = new URL(href);
  url.searchParams.set('type', type);
  const tap: Tap = { path: location.pathname, type, href: url.href, at: Date.now() };
  sessionStorage.setItem(storageKey, JSON.stringify(tap));
  return true;
}

function ask(bar: HTMLElement): void {
  const tap = takeTap();
  if (!tap || isWriting()) return;
  const composer = findComposer();
  if (composer) chooseType(composer, tap.type);
  for (const text of bar.querySelectorAll<HTMLElement>('[data-ask]')) text.hidden = text.dataset['ask'] !== tap.type;
  const link = bar.querySelector('a');
  if (link) link.href = tap.href;
  bar.hidden = false;
}

function takeTap(): Tap | undefined {
  const tap = JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') as Tap | null;
  if (tap?.path !== location.pathname) return undefined;
  sessionStorage.removeItem(storageKey);
  return Date.now() - tap.at < maxAgeMs ? tap : undefined;
}

function startBar(bar: HTMLElement): void {
  const hide = () => (bar.hidden = true);
  bar.querySelector('button')?.addEventListener('click', hide);
  findText()?.addEventListener('input', hide);
  bar.querySelector('a')?.addEventListener('click', (event) => {
    const text = findText();
    hide();
    if (!text) return;
    event.preventDefault();
    text.focus();
    text.scrollIntoView({ block: 'center' });
  });
}

function chooseType(composer: HTMLFormElement, type: Type): void {
  const radio = composer.querySelector<HTMLInputElement>(`[name=interaction_type][value=${type}]`);
  if (!radio || radio.checked || isWriting()) return;
  radio.checked = true;
  radio.dispatchEvent(new Event('change', { bubbles: true }));
}

function findComposer(): HTMLFormElement | null {
  return document.querySelector<HTMLFormElement>('main form[data-composer][action^="/contacts/"]');
}

function findText(): HTMLTextAreaElement | null | undefined {
  return findComposer()?.querySelector('textarea');
}

function isWriting(): boolean {
  return Boolean(findText()?.value);
}
