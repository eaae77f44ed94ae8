import { parseId } from '../../core/ids.ts';

/** The user on whose page the form stood, from its hidden field; undefined without one. */
export function formOwner(body: unknown): number | undefined {
  return parseId((body as { _by?: unknown } | undefined)?._by);
}
