// Tables as XLSX files, read again by the library of our import.
import { randomBytes } from 'node:crypto';
import { readXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import type { CellKind, ExportTable } from '../../src/export/exportTable.ts';
import { splitNotes } from '../../src/export/noteColumns.ts';
import { xlsxStream } from '../../src/export/xlsxFile.ts';
import { sheetRow } from '../../src/export/xlsxParts.ts';
import { naughtyStrings } from '../support/naughtyStrings.ts';

const notInXml = /[^\P{Cc}\t\n\x7f-\x9f]|[\ufffe\uffff]/gu;
const withoutSurrogates = (text: string) => text.replace(/\p{Surrogate}/gu, '');

function tableOf(rows: string[][], kinds: CellKind[]): ExportTable<string[]> {
  const columns = kinds.map((kind, at) => ({
    heading: `Heading ${at}`,
    kind,
    width: 20,
    cell: (row: string[]) => row[at] ?? '',
  }));
  return { name: 'Contacts: [all]?', columns, batches: batchesOf(rows) };
}

async function* batchesOf(rows: string[][]): AsyncGenerator<string[][]> {
  for (let at = 0; at < rows.length; at += 2) yield rows.slice(at, at + 2);
}

async function fileOf(table: ExportTable<string[]>): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of xlsxStream(table)) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

test('dates and times are real ones, everything else is text', async () => {
  const rows = [
    ['+48 600 100 200', '1985-05-17', '2026-03-31 14:05'],
    ['=1+1', '--05-17', ''],
    ['0012', '1899-12-31', '2026-13-77 00:00'],
  ];
  const { sheets } = await readXlsx(await fileOf(tableOf(rows, ['text', 'date', 'time'])));
  expect(sheets.map(({ name }) => name)).toEqual(['Contacts   all  ']);
  expect(sheets[0]?.rows).toEqual([
    ['Heading 0', 'Heading 1', 'Heading 2'],
    ['+48 600 100 200', new Date('1985-05-17T00:00:00Z'), new Date('2026-03-31T14:05:00Z')],
    ['=1+1', '--05-17', null],
    ['0012', '1899-12-31', '2026-13-77 00:00'],
  ]);
});

test('the headings are bold and stay in view, and columns have a width', async () => {
  const { sheets } = await readXlsx(await fileOf(tableOf([['a']], ['text'])), { readStyles: true });
  const [sheet] = sheets;
  expect(sheet?.freezePane).toMatchObject({ rows: 1 });
  expect(sheet?.columns?.[0]?.width).toBe(20);
  expect(sheet?.cells?.get('0,0')?.style?.font?.bold).toBe(true);
  expect(sheet?.cells?.get('1,0')?.style).toMatchObject({ numFmt: '@' });
});

test('there may be no rows, and more than 26 columns', async () => {
  const { sheets } = await readXlsx(await fileOf(tableOf([], Array(60).fill('text'))));
  expect(sheets[0]?.rows).toHaveLength(1);
  expect(sheets[0]?.rows[0]?.[59]).toBe('Heading 59');
});

test('whatever is typed comes back, without characters that XML cannot hold', async () => {
  const texts = [...naughtyStrings, ' edge ', 'a\nb\tc', '<b>&amp;</b>', ']]>', '_x0041_'].map(withoutSurrogates);
  const { sheets } = await readXlsx(
    await fileOf(
      tableOf(
        texts.map((text) => [text, 'x']),
        ['text', 'text'],
      ),
    ),
  );
  const read = sheets[0]?.rows.slice(1).map(([cell]) => cell ?? '');
  expect(read).toEqual(texts.map((text) => text.replace(/\r\n?/g, '\n').replace(notInXml, '')));
});

test('a text that looks like an escaped character is escaped, so that Excel shows it as it is', async () => {
  const cell = [{ kind: 'text' as const, text: '_x0041_ _y_' }];
  expect(sheetRow(1, cell)).toContain('>_x005F_x0041_ _y_<');
});

test('a stream that is given up stops reading its rows', async () => {
  let [isStarted, isStopped] = [false, false];
  async function* endless(): AsyncGenerator<string[][]> {
    try {
      for (isStarted = true; ; ) yield [[randomBytes(500).toString('hex')]];
    } finally {
      isStopped = true;
    }
  }
  const stream = xlsxStream({ ...tableOf([], ['text']), batches: endless() });
  for await (const _ of stream) if (isStarted) break;
  await expect.poll(() => isStopped).toBe(true);
});

test('an error while rows are read ends the stream with it', async () => {
  // biome-ignore lint/correctness/useYield: It fails before its first row.
  async function* failing(): AsyncGenerator<string[][]> {
    throw new Error('The connection broke');
  }
  await expect(fileOf({ ...tableOf([], ['text']), batches: failing() })).rejects.toThrow('The connection broke');
});

test('notes longer than a cell of Excel go on in the next one, at a line feed where there is one', () => {
  const notes = `${'a'.repeat(20_000)}\n${'b'.repeat(20_000)}${'🎈'.repeat(20_000)}`;
  const pieces = splitNotes(notes);
  expect(pieces.every((piece) => piece.length <= 32_000 && withoutSurrogates(piece) === piece)).toBe(true);
  expect([pieces[0], ...pieces.slice(1)].join('').length).toBe(notes.length - 1);
  expect(pieces[0]).toBe('a'.repeat(20_000));
  expect(splitNotes('short\n')).toEqual(['short\n']);
});
