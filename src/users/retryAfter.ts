import type { FieldError } from '../http/forms/form.ts';

/** A time to wait in words. */
export type Wait = Required<FieldError>;

const secondsInWords = 90;

export function waitOf(seconds: number): Wait {
  return seconds <= secondsInWords
    ? { key: 'accounts.wait.seconds', params: { count: seconds } }
    : { key: 'accounts.wait.minutes', params: { count: Math.ceil(seconds / 60) } };
}
