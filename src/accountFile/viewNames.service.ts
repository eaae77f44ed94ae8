import type { OwnedDb } from '../db/owned.ts';
import { fold } from '../db/sql/fold.ts';
import type { FileRecord } from './records.schema.ts';

const maxNameLength = 50;

interface View {
  kind: string;
  name: string;
  position: number;
}

/** Views whose names nobody has yet, "Leads (2)", behind those that are here, none of which loses its place as the default. */
export async function freeViewNames(tx: OwnedDb, views: FileRecord[]): Promise<FileRecord[]> {
  const all = await tx.read<View>('SELECT kind, name, position FROM saved_views WHERE user_id = $1');
  const taken = new Set(all.map(({ kind, name }) => `${kind} ${fold(name)}`));
  return views.map((view) => {
    const here = all.filter(({ kind }) => kind === view['kind']);
    const isFree = (tried: string) => !taken.has(`${view['kind']} ${fold(tried)}`);
    const name = freeName(String(view['name']), isFree);
    taken.add(`${view['kind']} ${fold(name)}`);
    const position = here.length > 0 ? Math.max(...here.map((one) => one.position)) + 1 : view['position'];
    return { ...view, name, position, is_default: here.length === 0 && view['is_default'] };
  });
}

function freeName(name: string, isFree: (name: string) => boolean): string {
  for (let n = 1; ; n++) {
    const number = n === 1 ? '' : ` (${n})`;
    const tried = [...name].slice(0, maxNameLength - number.length).join('') + number;
    if (isFree(tried)) return tried;
  }
}
