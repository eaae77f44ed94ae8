import { Readable } from 'node:stream';

/** Cards one after the other, written while they are read. */
export function vcardStream<Row>(batches: AsyncIterable<Row[]>, card: (row: Row) => string): Readable {
  return Readable.from(cards(batches, card));
}

async function* cards<Row>(batches: AsyncIterable<Row[]>, card: (row: Row) => string): AsyncGenerator<string> {
  for await (const rows of batches) yield rows.map(card).join('');
}
