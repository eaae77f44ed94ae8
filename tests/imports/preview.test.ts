// Previews whose file, choices or people change while they are counted.
import { expect, test } from 'vitest';
import { parseStoredMapping } from '../../src/imports/imports.schema.ts';
import { getImport } from '../../src/imports/imports.service.ts';
import { countIfSmall, countImport } from '../../src/imports/preview/preview.service.ts';
import type { PreviewResult } from '../../src/imports/preview/previewResult.ts';
import { setHeading } from '../../src/imports/run/heading.service.ts';
import { saveMapping } from '../../src/imports/saveMapping.service.ts';
import { eraseFromImports } from '../../src/personData/eraseImports.service.ts';
import { sql } from '../support/database.ts';
import { runJobs } from '../support/jobs.ts';
import { useSignedIn } from '../support/signedIn.ts';
import { upload } from './support.ts';

const { alice, app, browser, db } = await useSignedIn();

const file = 'Imię;Nazwisko;Status;Urodziny\nJan;Kos;Zielony;05/07/1985\nEwa;Lis;;\n';

async function uploaded(): Promise<number> {
  const id = Number(/\d+/.exec(await upload(browser, file))?.[0]);
  await sql('UPDATE imports SET preview = NULL');
  return id;
}

/** A count that has read everything when something changes, and ends after that. */
async function countAround(id: number, change: () => Promise<unknown>): Promise<void> {
  const late: typeof db = Object.create(db, {
    read: {
      value: async (...[text, values]: Parameters<typeof db.read>) => {
        if (text.startsWith('UPDATE imports SET preview')) await change();
        return db.read(text, values);
      },
    },
  });
  expect(await countImport(late, id, () => false)).toBe(true);
}

const previewOf = async (id: number) => (await getImport(db, id)).preview as unknown as PreviewResult | null;

const jobsFor = (id: number) =>
  sql(`SELECT id FROM graphile_worker.jobs WHERE task_identifier = 'countImport' AND key LIKE '%:' || $1::text`, [id]);

const settled = { statuses: { zielony: 'prospect' }, dateOrder: 'dmy' } as const;

async function choose(id: number): Promise<void> {
  const mapping = { ...parseStoredMapping((await getImport(db, id)).mapping), ...settled };
  await saveMapping(db, id, mapping);
}

test('a count under earlier choices is not saved, and its job counts again', async () => {
  const id = await uploaded();
  await sql('DELETE FROM graphile_worker._private_jobs');
  await countAround(id, () => choose(id));
  expect(await previewOf(id)).toBeNull();
  expect(await jobsFor(id)).toHaveLength(1);
  await sql('UPDATE graphile_worker._private_jobs SET run_at = now()');
  await runJobs(app);
  expect((await previewOf(id))?.firstRows[0]?.person).toMatchObject({ status: 'prospect', birthday: '1985-07-05' });
});

test('a count under earlier choices does not replace the later one', async () => {
  const id = await uploaded();
  await countAround(id, async () => {
    await choose(id);
    await countIfSmall(db, id);
  });
  expect((await previewOf(id))?.firstRows[0]?.person).toMatchObject({ status: 'prospect', birthday: '1985-07-05' });
});

test('a count without the row of the headings is not saved once they are a row', async () => {
  const id = await uploaded();
  await countAround(id, async () => {
    const waiting = await getImport(db, id);
    await setHeading(db, waiting, false);
    await saveMapping(db, id, { ...parseStoredMapping(waiting.mapping), header: false });
  });
  expect(await previewOf(id)).toBeNull();
});

test('a person who is erased during a count does not come back in the preview', async () => {
  const id = await uploaded();
  const { id: person } = await db.contact.create({
    data: { user_id: alice.id, first_name: 'Jan', last_name: 'Kos' },
  });
  await countAround(id, () => db.transaction((tx) => eraseFromImports(tx, person)));
  expect(await previewOf(id)).toBeNull();
  await runJobs(app);
  expect((await previewOf(id))?.firstRows.map((row) => row.person?.first_name)).toEqual(['Ewa']);
});

test('choices from an earlier page replace later ones with a preview of their own', async () => {
  const id = await uploaded();
  const earlier = parseStoredMapping((await getImport(db, id)).mapping);
  await choose(id);
  await countIfSmall(db, id);
  await saveMapping(db, id, earlier);
  await countIfSmall(db, id);
  expect((await previewOf(id))?.unknown.map(({ value }) => value)).toEqual(['05/07/1985', 'Zielony']);
});

test('the preview stays when only what happens to existing people is chosen', async () => {
  const id = await uploaded();
  await countAround(id, async () => {
    const mapping = parseStoredMapping((await getImport(db, id)).mapping);
    await saveMapping(db, id, { ...mapping, existing: 'update' });
  });
  expect((await previewOf(id))?.firstRows).toHaveLength(2);
});
