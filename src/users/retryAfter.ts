import type { FieldError } from '../validation/form.ts';

/** The message that says how long to wait. */
export type RetryAfterText = Required<FieldError>;

const maxSecondsShown = 90;

export function retryAfterText(seconds: number): RetryAfterText {
  return seconds <= maxSecondsShown
    ? { key: 'accounts.retryAfter.seconds', params: { count: seconds } }
    : { key: 'accounts.retryAfter.minutes', params: { count: Math.ceil(seconds / 60) } };
}
