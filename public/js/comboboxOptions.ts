// The options below a picker's field: fetching them, and their elements.
export interface FoundOption {
  id: number;
  label: string;
  detail?: string;
  /** The option resembles the typed text but does not match it. */
  similar?: true;
}

export interface Choice {
  label: string;
  detail?: string;
  similar?: true;
  choose(): void;
}

export async function fetchOptions(source: string, text: string): Promise<FoundOption[]> {
  const url = new URL(source, location.href);
  url.searchParams.set('search', text);
  const response = await fetch(url, { headers: { Accept: 'application/json' } }).catch(() => undefined);
  return response?.ok && !response.redirected ? response.json() : [];
}

export function optionItem({ label, detail }: Choice, id: string): HTMLLIElement {
  const item = document.createElement('li');
  item.id = id;
  item.className = 'picker-option';
  item.setAttribute('role', 'option');
  item.append(label);
  if (detail) item.append(detailElement(detail));
  return item;
}

function detailElement(text: string): HTMLElement {
  const detail = document.createElement('span');
  detail.className = 'picker-detail';
  detail.textContent = text;
  return detail;
}

/** A line that cannot be chosen. */
export function textItem(text: string, className: string): HTMLLIElement {
  const item = document.createElement('li');
  item.className = className;
  item.setAttribute('role', 'presentation');
  item.textContent = text;
  return item;
}
