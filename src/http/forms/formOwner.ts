import { parseId } from '../../core/ids.ts';

export function formOwner(body: unknown): number | undefined {
  return parseId((body as { _by?: unknown } | undefined)?._by);
}
