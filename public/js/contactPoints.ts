// Adds further phones and emails to a contact's form in place, and makes one of them the first.

export function startContactPoints(): void {
  for (const points of document.querySelectorAll<HTMLElement>('[data-points]')) {
    const add = points.querySelector<HTMLInputElement>('[data-add-point]');
    if (!add) continue;
    for (const button of points.querySelectorAll<HTMLInputElement>('input[type=submit]')) button.type = 'button';
    points.addEventListener('click', (event) => {
      if (event.target === add) addRow(points);
      else if (event.target instanceof HTMLElement && event.target.matches('[data-main-point]'))
        makeFirst(points, event.target);
    });
  }
}

function addRow(points: HTMLElement): void {
  const empty = rowsOf(points)
    .slice(1)
    .find((row) => row.querySelector('input')?.value === '');
  const row = empty ?? newRow(points);
  row?.querySelector('input')?.focus();
}

function newRow(points: HTMLElement): HTMLElement | null {
  const template = points.querySelector('template');
  const row = template?.content.firstElementChild?.cloneNode(true);
  if (!template || !(row instanceof HTMLElement)) return null;
  const index = rowsOf(points).length - 1;
  const name = points.dataset['name']?.replace('{number}', String(index + 2)) ?? '';
  const [input, button] = row.querySelectorAll('input');
  if (input) Object.assign(input, { id: `${points.id}-${index}`, ariaLabel: name });
  row.querySelector('select')?.setAttribute('aria-label', `${name}: ${points.dataset['labelName']}`);
  if (button) Object.assign(button, { type: 'button', ariaLabel: `${button.value}: ${name}` });
  template.before(row);
  return row;
}

function makeFirst(points: HTMLElement, button: HTMLElement): void {
  const [first] = rowsOf(points);
  const chosen = button.closest<HTMLElement>('[data-point]');
  if (!first || !chosen) return;
  for (const field of ['input', 'select'] as const) swapValues(first.querySelector(field), chosen.querySelector(field));
  first.querySelector('input')?.focus();
}

function swapValues(one: HTMLInputElement | HTMLSelectElement | null, other: typeof one): void {
  if (!one || !other) return;
  [one.value, other.value] = [other.value, one.value];
  one.dispatchEvent(new Event('input', { bubbles: true }));
}

function rowsOf(points: HTMLElement): HTMLElement[] {
  return [...points.querySelectorAll<HTMLElement>('[data-point]')];
}
