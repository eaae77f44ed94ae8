// What the limit does for each page: the statements it sends and the template it fills.
import type { Statement } from './recorder.ts';
import type { Template } from './template.ts';

export interface PlannedPage {
  /** Read first; without a row the answer is a redirect. Its placeholder stands for the session id. */
  session: Statement | undefined;
  /** Sent at once after it. */
  statements: Statement[];
  template: Template;
  type: string;
  creates: boolean;
}

/** By method, address, fragment and session id, because each account has its own page at the same address. */
export type Plan = Record<string, PlannedPage>;

export function planKey(
  method: string,
  url: string,
  { fragment = '', sid = '' }: { fragment?: string | undefined; sid?: string | undefined },
): string {
  return `${method} ${url} ${fragment} ${sid}`;
}

/** Stands for the session id in recorded values. */
export const sidPlaceholder = '\u{1F511}sid';
