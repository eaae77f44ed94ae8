const rows = '.table-people tr, .table-companies tr, .person, .rows-open > li';
const controls = 'a, button, input, select, textarea, label, summary, details';

/** In pixels. A smaller movement of the pointer is a click and not a selection. */
const minDrag = 6;

let pressed = { x: 0, y: 0 };

/** A click anywhere in a row of a list opens its record, unless it selects text or meets something else to press. */
export function startRowLinks(): void {
  document.addEventListener('pointerdown', ({ clientX: x, clientY: y }) => {
    pressed = { x, y };
  });
  document.addEventListener('click', openRow);
  document.addEventListener('auxclick', (event) => {
    if (event.button === 1) openRow(event);
  });
}

function openRow(event: MouseEvent): void {
  const { target, button, ctrlKey, metaKey, shiftKey } = event;
  if (event.defaultPrevented || !(target instanceof Element) || target.closest(controls) || isSelecting(event)) return;
  const link = target.closest(rows)?.querySelector('a.who, a.row-title');
  const keys = { ctrlKey: ctrlKey || button === 1, metaKey, shiftKey };
  link?.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, ...keys }));
}

function isSelecting({ clientX, clientY }: MouseEvent): boolean {
  return getSelection()?.type === 'Range' || Math.hypot(clientX - pressed.x, clientY - pressed.y) > minDrag;
}
