import type { OwnedDb } from '../db/owned.ts';
import { fold } from '../db/sql/fold.ts';
import type { FileRecord } from './records.schema.ts';

const maxNameLength = 50;

interface View {
  kind: string;
  name: string;
  position: number;
}

/**
 * Gives loaded views free names ("Leads (2)") and places after the existing ones. The existing default stays the
 * default.
 */
export async function freeViewNames(tx: OwnedDb, views: FileRecord[]): Promise<FileRecord[]> {
  const all = await tx.read<View>('SELECT kind, name, position FROM saved_views WHERE user_id = $1');
  const kinds = [...new Set(views.map(({ kind }) => String(kind)))];
  return kinds.flatMap((kind) => {
    const added = inOrder(views.filter((view) => view['kind'] === kind));
    return placed(
      all.filter((view) => view.kind === kind),
      added,
    );
  });
}

function placed(here: View[], added: FileRecord[]): FileRecord[] {
  const taken = new Set(here.map(({ name }) => fold(name)));
  const last = Math.max(0, ...here.map(({ position }) => position));
  return added.map((view, at) => {
    const name = freeName(String(view['name']), (tried) => !taken.has(fold(tried)));
    taken.add(fold(name));
    return { ...view, name, position: last + 1 + at, is_default: here.length === 0 && view['is_default'] };
  });
}

function inOrder(views: FileRecord[]): FileRecord[] {
  return [...views].sort((a, b) => Number(a['position']) - Number(b['position']) || Number(a['id']) - Number(b['id']));
}

function freeName(name: string, isFree: (name: string) => boolean): string {
  for (let n = 1; ; n++) {
    const number = n === 1 ? '' : ` (${n})`;
    const tried = [...name].slice(0, maxNameLength - number.length).join('') + number;
    if (isFree(tried)) return tried;
  }
}
