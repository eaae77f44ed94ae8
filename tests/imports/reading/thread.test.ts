// The thread that reads files has limits, and holds up nobody.
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { expect, test } from 'vitest';
import { maxFileBytes } from '../../../src/imports/importLimits.ts';
import { readFile } from '../../../src/imports/reading/readFile.ts';
import { readSheet } from '../../../src/imports/reading/readSheet.ts';
import { exhaustive } from '../../support/exhaustive.ts';

test('a file is read in a thread and comes over whole', async () => {
  const rows = Array.from({ length: 2_500 }, (_, at) => `Ola;Kret ${at};ola${at}@kret.example`);
  const file = Buffer.from(`Imię;Nazwisko;E-mail\n${rows.join('\n')}\n`);
  expect(await readFile(file, { name: 'people.csv' })).toEqual(await readSheet(file, { name: 'people.csv' }));
  expect(file.length).toBeGreaterThan(0);
});

test('a thread that needs too much time or memory is ended, and the next file is read', async () => {
  const tooMuch = { ok: false, problem: { key: 'imports.problem.tooMuch' } };
  const file = Buffer.from('Name;Email\nOla Kret;ola@kret.example\n'.repeat(20_000));
  const read = (milliseconds: number, megabytes: number) =>
    readFile(file, { name: 'x.csv' }, { milliseconds, megabytes });
  const [late, large, fine] = await Promise.all([read(1, 500), read(20_000, 8), read(20_000, 500)]);
  expect([late, large]).toEqual([tooMuch, tooMuch]);
  expect(fine.ok).toBe(true);
});

const card = 'BEGIN:VCARD\nVERSION:3.0\nFN:Ola Kret\n';
const folded = ` ${'A'.repeat(74)}\n`;

/** Each held up the process for seconds, or would if it were read carelessly. */
const shapes: Record<string, () => string> = {
  'separators only': () => `a,b\n${`${','.repeat(19)}\n`.repeat(49_000)}`,
  ...(exhaustive && {
    'empty lines': () => '\n'.repeat(maxFileBytes),
    'one endless line': () => 'x'.repeat(maxFileBytes),
    'one line of separators': () => ','.repeat(maxFileBytes),
    'quotes only': () => '"'.repeat(maxFileBytes),
    'quotes that nothing closes': () => 'a,"b\n'.repeat(maxFileBytes / 5),
    'short cells': () => `${'x,'.repeat(290)}x\n`.repeat(36_000),
    'long rows': () => `Ola;Kret;${'x'.repeat(400)}\n`.repeat(50_000),
    'a card with a picture': () => `${card}PHOTO;ENCODING=b:/9j/\n${folded.repeat(270_000)}END:VCARD\n`,
    'a card with an endless note': () => `${card}NOTE:x\n${folded.repeat(270_000)}END:VCARD\n`,
    'a million cards': () => 'BEGIN:VCARD\n'.repeat(1_700_000),
  }),
};
/** In which /healthz must answer. */
const longestDelay = 100;

test.each(Object.keys(shapes))('nobody waits for a file of %s', { timeout: 120_000 }, async (name) => {
  const file = Buffer.from(shapes[name]?.() ?? '');
  let shortest = Number.POSITIVE_INFINITY;
  // A busy machine holds up a process now and then; a careless reader does each time.
  for (let attempt = 1; attempt <= 3 && shortest > longestDelay; attempt++)
    shortest = Math.min(shortest, await longestDelayOf(file));
  expect(shortest).toBeLessThan(longestDelay);
});

async function longestDelayOf(file: Uint8Array): Promise<number> {
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  await readFile(file, { name: 'file' });
  delays.disable();
  return delays.max / 1_000_000;
}
