import { setImmediate as othersTurn } from 'node:timers/promises';

const atOnce = 250;

/** Maps many items without keeping everybody else's requests waiting until the last. */
export async function inTurns<T, Result>(items: T[], work: (item: T) => Result): Promise<Result[]> {
  const results: Result[] = [];
  for (let from = 0; from < items.length; from += atOnce) {
    results.push(...items.slice(from, from + atOnce).map(work));
    await othersTurn();
  }
  return results;
}
