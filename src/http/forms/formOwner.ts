import { readId } from '../../core/ids.ts';

/** The user whose page a form stood on, as the form says; undefined when it does not. */
export function formOwner(body: unknown): number | undefined {
  return readId((body as { _by?: unknown } | undefined)?._by);
}
