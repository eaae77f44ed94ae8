// Shows in the bar how many rows are ticked. Shift+click ticks every row in between.
export function startBulk(): void {
  const bar = document.querySelector<HTMLFormElement>('[data-bulk]');
  if (!bar) return;
  const boxes = [...document.querySelectorAll<HTMLInputElement>('input[form="bulk"][name="ids"]')];
  let last: HTMLInputElement | undefined;
  const show = () => {
    const count = boxes.filter((box) => box.checked).length;
    const shown = bar.querySelector('[data-bulk-count]');
    if (shown) shown.textContent = count > 0 ? `(${count})` : '';
  };
  for (const box of boxes)
    box.addEventListener('click', ({ shiftKey }) => {
      if (shiftKey && last) tickBetween(boxes, last, box);
      last = box;
      show();
    });
  // The browser restores ticked boxes when the user goes back, so the count is shown again.
  window.addEventListener('pageshow', show);
}

function tickBetween(boxes: HTMLInputElement[], one: HTMLInputElement, other: HTMLInputElement): void {
  const [from = 0, to = 0] = [boxes.indexOf(one), boxes.indexOf(other)].sort((a, b) => a - b);
  for (const box of boxes.slice(from, to + 1)) box.checked = other.checked;
}
