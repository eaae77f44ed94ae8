// Runs as a thread of its own, bundled beside the server.
import { parentPort, workerData } from 'node:worker_threads';
import type { SheetRow } from '../sheet.ts';
import type { FileOptions } from './rawSheet.ts';
import type { ThreadAnswer } from './readFile.ts';
import { readSheet } from './readSheet.ts';

/** Receiving a portion blocks the main thread, so that it must be small. */
const portionRows = 1_000;
const portionCells = 10_000;
const portionCharacters = 500_000;

const { bytes, options } = workerData as { bytes: Uint8Array; options: FileOptions };
const answer = (message: ThreadAnswer) => parentPort?.postMessage(message);

void readSheet(bytes, options).then((result) => {
  if (!result.ok) return answer(result);
  const { rows, ...sheet } = result.sheet;
  sendRows(rows);
  answer({ ok: true, sheet: { ...sheet, rows: [] } });
});

/** Sends a portion on each request; an empty one is the last. */
function sendRows(rows: SheetRow[]): void {
  let sent = 0;
  parentPort?.on('message', () => {
    const portion = rows.slice(sent, portionEnd(rows, sent));
    sent += portion.length;
    answer(portion);
  });
}

function portionEnd(rows: SheetRow[], from: number): number {
  let cells = 0;
  let characters = 0;
  let end = from;
  while (end < rows.length && end - from < portionRows && cells < portionCells && characters < portionCharacters) {
    const row = rows[end++]?.cells ?? [];
    cells += row.length;
    for (const cell of row) characters += cell.length;
  }
  return end;
}
