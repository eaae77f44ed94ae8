// Dragging a task to another day of the calendar, with the browser's own drag and drop.

type Move = (task: HTMLElement, date: string) => void;

let dragged: HTMLElement | undefined;

export function startDragging(move: Move): void {
  // Every link can be dragged; the mark shows which ones can be moved to another day.
  document.addEventListener('pointerover', ({ target }) => {
    const task = target instanceof Element ? target.closest<HTMLElement>('[data-movable]') : null;
    if (task) task.draggable = true;
  });
  document.addEventListener('dragstart', begin);
  document.addEventListener('dragover', (event) => {
    if (!markDay(dayAt(event))) return;
    event.preventDefault();
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'move';
  });
  document.addEventListener('drop', (event) => {
    const [task, day] = [dragged, dayAt(event)];
    const date = day?.dataset['date'];
    if (!task || !date) return;
    event.preventDefault();
    end();
    if (!day.contains(task)) move(task, date);
  });
  document.addEventListener('dragend', end);
}

function begin({ target, dataTransfer }: DragEvent): void {
  const task = target instanceof Element ? target.closest<HTMLElement>('[data-movable]') : null;
  if (!task) return;
  dragged = task;
  if (dataTransfer) dataTransfer.effectAllowed = 'move';
  task.classList.add('is-dragged');
}

function dayAt({ target }: DragEvent): HTMLElement | null | undefined {
  return dragged && target instanceof Element ? target.closest<HTMLElement>('[data-date]') : undefined;
}

function markDay(day: HTMLElement | null | undefined): boolean {
  for (const marked of document.querySelectorAll('.is-target'))
    if (marked !== day) marked.classList.remove('is-target');
  day?.classList.add('is-target');
  return Boolean(day);
}

function end(): void {
  markDay(undefined);
  dragged?.classList.remove('is-dragged');
  dragged = undefined;
}
