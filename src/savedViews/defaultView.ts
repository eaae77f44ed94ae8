import type { SavedView } from './savedViews.service.ts';

/**
 * The view with which a list opens: only where its address says nothing; any parameter, as in `?all=1`, leads to the
 * list itself.
 */
export function findDefaultView(views: SavedView[], query: Record<string, unknown>): SavedView | undefined {
  return Object.keys(query).length === 0 ? views.find(({ is_default }) => is_default) : undefined;
}
