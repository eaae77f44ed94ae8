// What elements look like, for the checks of the layout.

export function isVisible(element: Element): boolean {
  const isHidden = (part: Element) => getComputedStyle(part).clipPath.startsWith('inset(50%');
  return element.checkVisibility({ visibilityProperty: true }) && !ancestors(element).some(isHidden);
}

/** Does not move with the page. */
export function isFloating(element: Element): boolean {
  return ancestors(element).some((part) => ['fixed', 'sticky'].includes(getComputedStyle(part).position));
}

/** What reaches beyond it can be scrolled to, or is cut off on purpose. */
export function hasOverflow(element: Element): boolean {
  return ancestors(element).some((part) => getComputedStyle(part).overflowX !== 'visible');
}

/** The element and what it is in, from within. */
export function ancestors(element: Element): Element[] {
  const parts: Element[] = [];
  for (let part: Element | null = element; part && part !== document.body; part = part.parentElement) parts.push(part);
  return parts;
}

const unread = 'script, style, option, textarea, svg, template, .error-detail';

/** The texts that are seen. */
export function textNodes(root: Node): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const nodes: Text[] = [];
  while (walker.nextNode()) nodes.push(walker.currentNode as Text);
  return nodes.filter(({ data, parentElement: parent }) => {
    return data.trim() && parent && !parent.closest(unread) && isVisible(parent);
  });
}

export function describe(element: Element): string {
  const { tagName, classList, textContent } = element;
  const text = (textContent?.trim() || element.getAttribute('aria-label') || element.getAttribute('name')) ?? '';
  const name = [tagName.toLowerCase(), ...classList].join('.');
  return `${name} “${text.replace(/\s+/g, ' ').slice(0, 24)}”`;
}
