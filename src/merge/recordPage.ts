import { urls } from '../urls.ts';
import type { MergeKind } from './mergedRecord.ts';

export function recordPage(kind: MergeKind, id: number): string {
  return kind === 'contacts' ? urls.contact(id) : urls.company(id);
}
