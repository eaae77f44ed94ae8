import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { log } from '../../src/log/log.ts';
import { repeatEveryMinute } from '../../src/server/repeatEveryMinute.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('goes on after an error, never twice at once, and stops after what runs', async () => {
  const error = vi.spyOn(log, 'error').mockImplementation(() => {});
  const ends: (() => void)[] = [];
  const work = vi.fn((_isStopping: () => boolean) => new Promise<void>((resolve) => ends.push(resolve)));
  work.mockRejectedValueOnce(new Error('broken'));
  const stop = repeatEveryMinute({ first: 1_000, problem: 'it failed', work });
  await vi.advanceTimersByTimeAsync(1_000);
  expect(error).toHaveBeenCalledWith({ err: expect.any(Error) }, 'it failed');
  await vi.advanceTimersByTimeAsync(200_000);
  expect(work).toHaveBeenCalledTimes(2);
  const stopped = stop();
  expect(work.mock.lastCall?.[0]()).toBe(true);
  ends[0]?.();
  await stopped;
  await vi.advanceTimersByTimeAsync(200_000);
  expect(work).toHaveBeenCalledTimes(2);
  error.mockRestore();
});
