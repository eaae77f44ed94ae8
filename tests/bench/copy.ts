import { once } from 'node:events';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

type Cell = string | number | null;
export type Rows = Iterable<Cell[]>;

const pieceSize = 1 << 16;

/** Fills a table that this transaction has emptied. Its rows are frozen, so that no VACUUM follows. */
export async function copy(client: Client, table: string, columns: string[], rows: Rows): Promise<void> {
  const into = client.query(copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN (FREEZE)`));
  const ended = once(into, 'finish');
  let piece = '';
  for (const row of rows) {
    piece += `${row.map(cellText).join('\t')}\n`;
    if (piece.length < pieceSize) continue;
    if (!into.write(piece)) await once(into, 'drain');
    piece = '';
  }
  into.end(piece);
  await ended;
}

function cellText(cell: Cell): string {
  if (cell === null) return '\\N';
  if (typeof cell === 'number' || !special.test(cell)) return String(cell);
  return cell.replace(/[\\\n\t\r]/g, (sign) => signs[sign] as string);
}

const special = /[\\\n\t\r]/;
const signs: Record<string, string> = { '\\': '\\\\', '\n': '\\n', '\t': '\\t', '\r': '\\r' };
