// Files that are damaged, foreign or made to do harm: a sentence, and nothing is written.
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { ZipFile } from 'yazl';
import { createUser, dbOf } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { createRecords, fullDumpOf } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';
import { fileOf, filesIn, type Line, load, recordsAndHistoryOf, stage } from './files.ts';

vi.setConfig({ testTimeout: 60_000 });

const { app, alice, db } = await useSignedIn();
let files: Map<string, string>;
beforeAll(async () => {
  await createRecords(app, alice);
  files = await filesIn(await fileOf(app, db));
});

type Texts = Map<string, string>;

async function zipOf(texts: Texts): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [name, text] of texts) zip.addBuffer(Buffer.from(text), name);
  zip.end();
  return buffer(zip.outputStream);
}

/** The file with other records in a list, as somebody would make it who knows the format. */
function forged(kind: string, change: (lines: Line[]) => Line[]): Promise<Buffer> {
  return zipOf(putLines(new Map(files), kind, change(parsed(files.get(`data/${kind}.jsonl`)))));
}

function putLines(texts: Texts, kind: string, lines: Line[]): Texts {
  const name = `data/${kind}.jsonl`;
  const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
  return withManifest(texts.set(name, text), name, text, lines.length);
}

const parsed = (text = '') => text.split('\n').flatMap((line): Line[] => (line === '' ? [] : [JSON.parse(line)]));

function withManifest(texts: Texts, name: string, text: string, records: number): Texts {
  const manifest = JSON.parse(texts.get('manifest.json') ?? '');
  const file = manifest.files.find((one: { name: string }) => one.name === name);
  Object.assign(file, {
    records,
    bytes: Buffer.byteLength(text),
    sha256: createHash('sha256').update(text).digest('hex'),
  });
  return texts.set('manifest.json', JSON.stringify(manifest));
}

function withManifestField(change: (manifest: { version: unknown; files: Line[] }) => void): Promise<Buffer> {
  const manifest = JSON.parse(files.get('manifest.json') ?? '');
  change(manifest);
  return zipOf(new Map(files).set('manifest.json', JSON.stringify(manifest)));
}

const first = (change: Line) => (lines: Line[]) => lines.map((line, at) => (at === 0 ? { ...line, ...change } : line));

const whole = () => zipOf(files);

const refused: [string, string, () => Promise<Buffer> | Buffer][] = [
  ['no ZIP file', 'noZip', () => Buffer.from('PK no, a text')],
  ['half of one', 'noZip', async () => (await whole()).subarray(0, 2_000)],
  ['another ZIP file', 'notOurs', () => zipOf(new Map([['word/document.xml', '<x/>']]))],
  ['one of a newer version', 'newer', () => withManifestField((manifest) => Object.assign(manifest, { version: 2 }))],
  [
    'one with a list that is not known yet',
    'newer',
    () =>
      withManifestField(({ files: list }) =>
        list.push({ name: 'data/deals.jsonl', kind: 'deals', records: 1, bytes: 1, sha256: '' }),
      ),
  ],
  ['a manifest of anything', 'damaged', () => withManifestField((manifest) => Object.assign(manifest, { files: 'x' }))],
  [
    'other bytes than its checksum says',
    'damaged',
    () => zipOf(new Map(files).set('data/tags.jsonl', files.get('data/tags.jsonl')?.replace('Hurt', 'Hurd') ?? '')),
  ],
  [
    'fewer records than it says',
    'damaged',
    () =>
      withManifestField(({ files: list }) =>
        Object.assign(list.find(({ kind }) => kind === 'contacts') ?? {}, { records: 5 }),
      ),
  ],
  [
    'a list that is missing',
    'damaged',
    () => zipOf(new Map([...files].filter(([name]) => name !== 'data/contacts.jsonl'))),
  ],
  [
    'more than may be unpacked',
    'tooLarge',
    () =>
      withManifestField(({ files: list }) =>
        Object.assign(list.find(({ kind }) => kind === 'contacts') ?? {}, { records: 9_000_000 }),
      ),
  ],
  ['a line that is no record', 'damaged', () => forged('tags', () => [[] as unknown as Line])],
  ['a column that is unknown', 'damaged', () => forged('contacts', first({ user_id: 7 }))],
  ['a wrong value', 'damaged', () => forged('contacts', first({ status: 'vip' }))],
  ['a link that runs a script', 'damaged', () => forged('companies', first({ website: 'javascript:alert(1)' }))],
  ['nobody’s name', 'damaged', () => forged('contacts', first({ first_name: '', last_name: '' }))],
  ['a day that is none', 'damaged', () => forged('tasks', first({ due_date: '2026-02-30' }))],
  ['one record twice', 'damaged', () => forged('contacts', (lines) => [...lines, ...lines])],
  ['one tag twice', 'damaged', () => forged('tags', (lines) => [...lines, { ...lines[0], id: 999, name: 'HURT' }])],
  [
    'a task that follows itself',
    'damaged',
    () => forged('tasks', (lines) => lines.map((line) => ({ ...line, previous_id: line['id'] }))),
  ],
  ['an entry of nobody', 'links', () => forged('interactions', first({ contact_id: 2_000_000_000 }))],
  ['a tag that is not there', 'links', () => forged('contacts', first({ tag_ids: [2_000_000_000] }))],
  ['a change without an act', 'links', () => forged('changes', first({ act_id: 2_000_000_000 }))],
  [
    'a change of a column that nobody may see',
    'damaged',
    () => forged('changes', first({ operation: 'update', field: 'user_id', old: 1, new: 2 })),
  ],
  [
    'a deleted record that is none',
    'damaged',
    () => forged('changes', first({ operation: 'delete', field: '', old: { id: 'x' } })),
  ],
];

describe('a file is refused that has', () => {
  test.each(refused)('%s', async (_what, problem, make) => {
    const before = await recordsAndHistoryOf(alice);
    expect(await stage(db, await make())).toMatchObject({
      state: 'refused',
      problem: { key: `accountFile.problem.${problem}` },
    });
    expect(await recordsAndHistoryOf(alice)).toEqual(before);
    expect(await sql('SELECT kind FROM account_load_rows')).toEqual([]);
  });

  test('more in it than the archive says', async () => {
    const name = 'data/tags.jsonl';
    const bomb = '\n'.repeat(20_000_000);
    const file = await zipOf(withManifest(new Map(files).set(name, bomb), name, '\n', 1));
    // The size in the directory of the archive, where it stands 22 bytes before the name.
    const at = file.lastIndexOf(Buffer.from(name));
    file.writeUInt32LE(1, at - 22);
    expect(await stage(db, file)).toMatchObject({ problem: { key: 'accountFile.problem.damaged' } });
  });
});

test('a file with the ids of others gives nothing of theirs and changes nothing of theirs', async () => {
  const bob = await createUser(app, 'bob');
  const { contact: theirs } = await createRecords(app, bob, { last_name: 'Secret' });
  const before = await fullDumpOf(bob);
  // As the ids of records, and as those of records that are only mentioned.
  const changes: Record<string, Line> = {
    contacts: { id: theirs },
    interactions: { contact_id: theirs },
    tasks: { contact_id: theirs },
    merges: { gone_id: theirs, kept_id: theirs },
    acts: { actor_id: bob.id },
  };
  const forgedFiles = new Map(files);
  for (const [kind, change] of Object.entries(changes)) {
    const lines = parsed(files.get(`data/${kind}.jsonl`)).map((line) => ({ ...line, ...change }));
    putLines(forgedFiles, kind, lines);
  }
  const carol = dbOf(app, await createUser(app, 'carol'));
  await load(carol, await zipOf(forgedFiles));
  expect(await fullDumpOf(bob)).toEqual(before);
  const of = (what: string) => sql(`SELECT DISTINCT ${what} WHERE user_id = $1`, [carol.userId]);
  expect((await of('actor_id FROM acts')).filter(({ actor_id }) => actor_id !== null)).toEqual([]);
  for (const what of [
    'id FROM contacts',
    'contact_id AS id FROM tasks',
    'gone_id AS id FROM merges',
    'kept_id AS id FROM merges',
  ])
    expect(await of(what), what).not.toContainEqual({ id: theirs });
});

test('texts of every kind come through as they were', async () => {
  const nasty = '\u202e<script>alert(1)</script>\u{1F600}\ud800 \'; -- "\\ ﷽';
  const file = await forged('contacts', first({ last_name: nasty, notes: `a\u0000b${nasty}` }));
  const carol = dbOf(app, await createUser(app, 'carol'));
  await load(carol, file);
  const [person] = await carol.contact.findMany({ orderBy: { id: 'asc' }, take: 1 });
  expect(person?.last_name).toBe(nasty.replace('\ud800', '\ufffd'));
  expect(person?.notes).toContain('a\ufffdb');
});
