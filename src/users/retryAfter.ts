import type { FieldError } from '../validation/form.ts';

/** A time to wait in words. */
export type RetryAfterText = Required<FieldError>;

const maxSecondsShown = 90;

export function retryAfterText(seconds: number): RetryAfterText {
  return seconds <= maxSecondsShown
    ? { key: 'accounts.wait.seconds', params: { count: seconds } }
    : { key: 'accounts.wait.minutes', params: { count: Math.ceil(seconds / 60) } };
}
