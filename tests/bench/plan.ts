// What the limit does for each page: the statements that it sends, and the template that it fills.
import type { Statement } from './recorder.ts';
import type { Template } from './template.ts';

export interface PlannedPage {
  /** Read first; without a row of it nothing is shown. Its value `sid` is the session's id. */
  session: Statement | undefined;
  /** Read at once after it. */
  statements: Statement[];
  template: Template;
  type: string;
  creates: boolean;
}

/** By method, address, for what scripts ask its fragment, and the session's id: each account has the same list of its own. */
export type Plan = Record<string, PlannedPage>;

export function keyOf(
  method: string,
  url: string,
  { fragment = '', sid = '' }: { fragment?: string | undefined; sid?: string | undefined },
): string {
  return `${method} ${url} ${fragment} ${sid}`;
}

/** Stands in recorded values where the id of the session was. */
export const sidMark = '\u{1F511}sid';
