import { ancestors, describe, isFloating, isVisible, textNodes } from './elements.ts';

interface Target {
  element: HTMLElement;
  box: Box;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

const minSize = 44;
const minDistance = 8;
/** Fractions of pixels are rounded in several places. */
const tolerance = 0.6;

/** Targets that overlap and, where fingers press, those that are small or close to each other. */
export function targetProblems(touch: boolean): string[] {
  const targets = findTargets();
  const distances = targets.flatMap((one, index) =>
    targets.slice(index + 1).flatMap((other) => distanceProblems(one, other, touch)),
  );
  return touch ? [...targets.flatMap(sizeProblems), ...distances] : distances;
}

function findTargets(): Target[] {
  const pressable = 'a[href], button, input:not([type=hidden]), select, textarea, summary';
  return [...document.body.querySelectorAll<HTMLElement>(pressable)]
    .filter((element) => isVisible(element) && !isInSentence(element) && !isStretched(element))
    .map((element) => ({ element, box: boxOf(element) }));
}

function sizeProblems({ element, box }: Target): string[] {
  const [wide, high] = [box.right - box.left, box.bottom - box.top];
  const isSmall = Math.min(wide, high) < minSize - tolerance;
  return isSmall ? [`${Math.round(wide)}×${Math.round(high)} px: ${describe(element)}`] : [];
}

function distanceProblems(one: Target, other: Target, touch: boolean): string[] {
  if (areApart(one.element, other.element)) return [];
  const across = Math.max(one.box.left, other.box.left) - Math.min(one.box.right, other.box.right);
  const down = Math.max(one.box.top, other.box.top) - Math.min(one.box.bottom, other.box.bottom);
  const distance = Math.max(across, down);
  const pair = `${describe(one.element)} and ${describe(other.element)}`;
  if (distance < -1) return [`overlap: ${pair}`];
  return touch && distance < minDistance - tolerance ? [`${Math.round(distance)} px between ${pair}`] : [];
}

/** One is part of the other, lies in its field on purpose, or floats above it. */
function areApart(one: HTMLElement, other: HTMLElement): boolean {
  const isPart = one.contains(other) || other.contains(one);
  const inOneField = one.parentElement === other.parentElement && one.parentElement?.matches('.password') === true;
  return isPart || inOneField || isFloating(one) !== isFloating(other);
}

/** Labels can be pressed, too. */
function boxOf(element: HTMLElement): Box {
  const isChoice = element instanceof HTMLInputElement && ['radio', 'checkbox'].includes(element.type);
  const rects = [element, ...(isChoice ? (element.labels ?? []) : [])].map((part) => part.getBoundingClientRect());
  return {
    left: Math.min(...rects.map(({ left }) => left)),
    right: Math.max(...rects.map(({ right }) => right)),
    top: Math.min(...rects.map(({ top }) => top)),
    bottom: Math.max(...rects.map(({ bottom }) => bottom)),
  };
}

/** A link within a sentence has the size of its line. */
function isInSentence(element: Element): boolean {
  if (element.tagName !== 'A' || getComputedStyle(element).display !== 'inline') return false;
  const block = ancestors(element).find((part) => getComputedStyle(part).display !== 'inline');
  const around = textNodes(block ?? element).filter((node) => !node.parentElement?.closest('a'));
  return around.some(({ data }) => /\p{L}/u.test(data));
}

/** A link whose whole row can be pressed. */
function isStretched(element: Element): boolean {
  return ['::before', '::after'].some((part) => {
    const { content, position, inset } = getComputedStyle(element, part);
    return content !== 'none' && position === 'absolute' && inset === '0px';
  });
}
