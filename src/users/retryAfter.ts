import type { FieldError } from '../validation/form.ts';

export type RetryAfterText = Required<FieldError>;

const maxSecondsShown = 90;

export function retryAfterText(seconds: number): RetryAfterText {
  return seconds <= maxSecondsShown
    ? { key: 'accounts.retryAfter.seconds', params: { count: seconds } }
    : { key: 'accounts.retryAfter.minutes', params: { count: Math.ceil(seconds / 60) } };
}
