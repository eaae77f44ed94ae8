// Runs inside a page: e2e/support/layout.ts bundles it.
import { targetProblems } from './targets.ts';
import { wordProblems } from './words.ts';

/** Each problem of the page's layout on a screen of this width, where fingers press if `touch`. */
export function layoutProblems({ width, touch }: { width: number; touch: boolean }): string[] {
  const { scrollWidth } = document.documentElement;
  const sideways = scrollWidth > width ? [`scrolls sideways to ${scrollWidth} px`] : [];
  return [...new Set([...sideways, ...wordProblems(width), ...targetProblems(touch)])];
}
