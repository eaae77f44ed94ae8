import { tidyNotes } from './aiTidy.ts';
import { enableCopyButtons } from './copyButtons.ts';
import { formFields } from './formFields.ts';

/** Streams summaries into the page. Without scripts the forms are submitted as usual. */
export function startAi(): void {
  tidyNotes();
  document.addEventListener('submit', (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || form.dataset['aiSummarize'] === undefined || form.dataset['plain'])
      return;
    event.preventDefault();
    if (!form.dataset['busy']) void summarize(form);
  });
  document.addEventListener('input', updateMailto);
}

async function summarize(form: HTMLFormElement): Promise<void> {
  const controller = new AbortController();
  const stop = form.querySelector<HTMLButtonElement>('[data-ai-stop]');
  stop?.addEventListener('click', () => controller.abort(), { once: true });
  showLive(form, true);
  try {
    const response = await fetch(form.action, request(form, controller.signal));
    if (!response.ok || !response.body) return submitWithoutScript(form);
    const ended = await readLines(response.body, (line) => insertLine(form, line));
    if (!ended) showStopped(form);
  } catch {
    if (controller.signal.aborted) showStopped(form);
    else submitWithoutScript(form);
  } finally {
    if (form.isConnected) showLive(form, false);
  }
}

function request(form: HTMLFormElement, signal: AbortSignal): RequestInit {
  return {
    method: 'POST',
    body: formFields(form),
    signal,
    redirect: 'manual',
    headers: { Accept: 'application/x-ndjson' },
  };
}

interface Line {
  kind: string;
  html?: string;
}

/** Returns whether the response was complete. */
async function readLines(body: ReadableStream<Uint8Array>, onLine: (line: Line) => void): Promise<boolean> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = '';
  let ended = false;
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return ended;
    const lines = (rest + decoder.decode(value, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const text of lines) {
      const line = JSON.parse(text) as Line;
      ended ||= line.kind === 'done' || line.kind === 'problem';
      onLine(line);
    }
  }
}

function insertLine(form: HTMLFormElement, { kind, html = '' }: Line): void {
  const part = new DOMParser().parseFromString(html, 'text/html');
  if (kind === 'restart') return clear(form);
  if (kind === 'problem') return showMessage(form, part.querySelector('.ai-problem'));
  if (kind === 'done') return finish(form, part);
  const section = form.querySelector<HTMLElement>(`[data-ai-section="${CSS.escape(kind)}"]`);
  section?.querySelector('ul')?.append(...part.querySelectorAll('li'));
  if (section) section.hidden = false;
}

function finish(form: HTMLFormElement, part: Document): void {
  const card = part.querySelector<HTMLElement>('[data-ai-card]');
  const old = form.closest('[data-ai-card]');
  if (!card || !old) return;
  enableCopyButtons(card);
  old.replaceWith(card);
  // The consent also covers the tidy button of the composer.
  for (const button of document.querySelectorAll<HTMLElement>('[data-ai-tidy]')) button.dataset['agreed'] = 'true';
  card.tabIndex = -1;
  card.focus({ preventScroll: true });
}

function showLive(form: HTMLFormElement, busy: boolean): void {
  const live = form.querySelector<HTMLElement>('[data-ai-live]');
  const [send, stop] = [
    form.querySelector<HTMLElement>('[type=submit]'),
    form.querySelector<HTMLElement>('[data-ai-stop]'),
  ];
  if (busy) form.dataset['busy'] = 'true';
  else delete form.dataset['busy'];
  if (busy) clear(form);
  if (live) {
    live.hidden = !busy;
    live.ariaBusy = String(busy);
  }
  if (send) send.hidden = busy;
  if (stop) stop.hidden = !busy;
}

function clear(form: HTMLFormElement): void {
  form.parentElement?.querySelector('.ai-problem')?.remove();
  for (const section of form.querySelectorAll<HTMLElement>('[data-ai-section]')) {
    section.hidden = true;
    section.querySelector('ul')?.replaceChildren();
  }
}

function showMessage(form: HTMLFormElement, message: Element | null): void {
  if (message) form.before(message);
}

function showStopped(form: HTMLFormElement): void {
  const message = document.createElement('p');
  message.className = 'notice ai-problem';
  message.role = 'status';
  message.textContent = form.dataset['stopped'] ?? '';
  showMessage(form, message);
}

/** Submits the form as usual: the next page shows the problem. */
function submitWithoutScript(form: HTMLFormElement): void {
  form.dataset['plain'] = 'true';
  form.requestSubmit();
}

/** Keeps the mailto link in line with the edited draft. */
function updateMailto({ target }: Event): void {
  const form = target instanceof Element ? target.closest('form[data-mail-draft]') : null;
  const link = form?.querySelector<HTMLAnchorElement>('[data-mailto]');
  if (!(form instanceof HTMLFormElement) || !link) return;
  const fields = new FormData(form);
  const [subject, body] = ['subject', 'body'].map((name) => encodeURIComponent(String(fields.get(name) ?? '')));
  link.href = `${link.href.split('?')[0]}?subject=${subject}&body=${body}`;
}
