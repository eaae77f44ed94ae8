import type { OwnedDb } from '../db/owned.ts';
import { RowNotFoundError } from '../db/rowNotFound.ts';
import { fold } from '../db/sql/fold.ts';
import type { ViewAction } from './savedViews.schema.ts';

export interface SavedView {
  id: number;
  name: string;
  /** The parameters of the list. */
  query: string;
  is_default: boolean;
}

const maxViews = 30;

/** The list to which a view belongs. */
export type ViewKind = 'contacts' | 'companies';

/** SQL: the views of a list in the order of their owner, as JSON. */
export function viewsSql(kind: ViewKind): string {
  return `(SELECT coalesce(json_agg(v ORDER BY v.position, v.id), '[]') FROM saved_views v
    WHERE v.user_id = $1 AND v.kind = '${kind}')`;
}

/** In the owner's order. */
export function listViews(db: OwnedDb, kind: ViewKind): Promise<SavedView[]> {
  return db.read<SavedView>(
    'SELECT id, name, query, is_default FROM saved_views WHERE user_id = $1 AND kind = :kind ORDER BY position, id',
    { kind },
  );
}

/** @throws RowNotFoundError when there is no such view of this user */
export async function getView(db: OwnedDb, kind: ViewKind, id: number): Promise<SavedView> {
  const view = (await listViews(db, kind)).find((one) => one.id === id);
  if (!view) throw new RowNotFoundError();
  return view;
}

export type ViewProblem = 'taken' | 'tooMany';

/** A view of the same name gets the new filter. Returns why it was not saved. */
export function saveView(
  db: OwnedDb,
  kind: ViewKind,
  { name, query }: Pick<SavedView, 'name' | 'query'>,
): Promise<ViewProblem | undefined> {
  return db.transaction(async (tx) => {
    await tx.lock();
    const views = await listViews(tx, kind);
    if (views.length >= maxViews && !views.some((view) => fold(view.name) === fold(name))) return 'tooMany';
    await tx.read(
      `INSERT INTO saved_views (user_id, kind, name, query, position)
       SELECT $1::int, :kind::text, :name::text, :query::text, coalesce(max(v.position), 0) + 1 FROM saved_views v WHERE v.user_id = $1
       ON CONFLICT (user_id, kind, crm_fold(name)) DO UPDATE SET query = EXCLUDED.query, name = EXCLUDED.name`,
      { kind, name, query },
    );
    return undefined;
  });
}

/** @throws RowNotFoundError when there is no such view of this user */
export function changeView(
  db: OwnedDb,
  kind: ViewKind,
  id: number,
  { action, name }: { action: ViewAction; name: string },
): Promise<ViewProblem | undefined> {
  return db.transaction(async (tx) => {
    await tx.lock();
    const views = await listViews(tx, kind);
    if (!views.some((view) => view.id === id)) throw new RowNotFoundError();
    if (action === 'rename') return rename(tx, views, id, name);
    await actions[action](tx, views, id);
    return undefined;
  });
}

const actions: Record<
  Exclude<ViewAction, 'rename'>,
  (tx: OwnedDb, views: SavedView[], id: number) => Promise<unknown>
> = {
  up: (tx, views, id) => move(tx, views, id, -1),
  down: (tx, views, id) => move(tx, views, id, 1),
  default: (tx, views, id) => setDefault(tx, views, id),
  no_default: (tx, views) => setDefault(tx, views, 0),
  delete: (tx, _, id) => tx.read('DELETE FROM saved_views WHERE user_id = $1 AND id = :id', { id }),
};

async function rename(tx: OwnedDb, views: SavedView[], id: number, name: string): Promise<ViewProblem | undefined> {
  if (views.some((view) => view.id !== id && fold(view.name) === fold(name))) return 'taken';
  if (name !== '') await tx.read('UPDATE saved_views SET name = :name WHERE user_id = $1 AND id = :id', { id, name });
  return undefined;
}

async function move(tx: OwnedDb, views: SavedView[], moved: number, by: number): Promise<void> {
  const ids = views.map(({ id }) => id);
  const from = ids.indexOf(moved);
  const to = from + by;
  if (to < 0 || to >= ids.length) return;
  ids.splice(to, 0, ...ids.splice(from, 1));
  await tx.read(
    'UPDATE saved_views SET position = array_position(:ids::int[], id) WHERE user_id = $1 AND id = ANY(:ids::int[])',
    { ids },
  );
}

async function setDefault(tx: OwnedDb, views: SavedView[], id: number): Promise<void> {
  const ids = views.filter(({ is_default }) => is_default).map((view) => view.id);
  await tx.read('UPDATE saved_views SET is_default = false WHERE user_id = $1 AND id = ANY(:ids::int[])', { ids });
  await tx.read('UPDATE saved_views SET is_default = true WHERE user_id = $1 AND id = :id', { id });
}
