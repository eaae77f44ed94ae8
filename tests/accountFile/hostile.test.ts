// Files that are damaged, foreign or made to do harm: a sentence, and nothing is written.
import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { ZipFile } from 'yazl';
import type { LoadedKind } from '../../src/accountFile/kinds.ts';
import { parseRecord } from '../../src/accountFile/parseRecord.ts';
import { freeViewNames } from '../../src/accountFile/viewNames.service.ts';
import { createUser, dbOf } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { createEachKind, fullDumpOf } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';
import { fileOf, filesIn, type Line, load, recordsAndHistoryOf, stage } from './files.ts';

vi.setConfig({ testTimeout: 60_000 });

const { app, alice, db } = await useSignedIn();
let files: Map<string, string>;
beforeAll(async () => {
  await createEachKind(app, alice);
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

function withManifestField(
  change: (manifest: { version: unknown; account: Line; files: Line[] }) => void,
): Promise<Buffer> {
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
    'an owner whom no database could number',
    'damaged',
    () => withManifestField(({ account }) => Object.assign(account, { id: Number.MAX_SAFE_INTEGER })),
  ],
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

const lineOf = (kind: string): Line => parsed(files.get(`data/${kind}.jsonl`))[0] ?? {};

/** A change that deleted a record like the first of the file. */
function deletion(kind: string, without: Line = {}, more: Line = {}): Line {
  const old = { ...lineOf(kind), ...without };
  const change = { kind, record_id: old['id'] ?? old['contact_id'], operation: 'delete', field: '', old, new: null };
  return { ...lineOf('changes'), ...change, ...more };
}

const update = (kind: string, field: string, old: unknown, value: unknown): Line => ({
  ...lineOf('changes'),
  ...{ kind, record_id: 1, operation: 'update', field, old, new: value },
});

const claim = { text: 'x', sources: ['task-1'], unsupported: false };
const content = { situation: [claim], promises: [], next: [{ ...claim, task_title: 'Call', due_date: '' }] };
const summary = (more: Line) => ({
  ...{ contact_id: 1, content: { ...content, ...more }, locale: 'en', provider: 'x', model: 'x' },
  ...{ tokens_in: 1, tokens_out: 1, made_at: '2026-11-29T12:00:00Z' },
});
const deep = () => JSON.parse(`${'['.repeat(50_000)}${']'.repeat(50_000)}`);

const impossible: [string, LoadedKind, () => Line][] = [
  ['an id that is too large', 'contacts', () => ({ ...lineOf('contacts'), id: 2_147_483_648 })],
  ['a view behind all that there could be', 'saved_views', () => ({ ...lineOf('saved_views'), position: 2 ** 31 - 1 })],
  ['a birthday that is no date', 'contacts', () => ({ ...lineOf('contacts'), birthday: '2001-99-99' })],
  ['a birthday of no month', 'contacts', () => ({ ...lineOf('contacts'), birthday: '--00-00' })],
  ['a birthday as people type it', 'contacts', () => ({ ...lineOf('contacts'), birthday: '17.05.85' })],
  ['a change to such a birthday', 'changes', () => update('contacts', 'birthday', '', '--00-00')],
  ['a change of such a birthday', 'changes', () => update('contacts', 'birthday', '2001-99-99', '')],
  ['a change to no such day', 'changes', () => update('tasks', 'due_date', null, '2026-02-30')],
  ['a change to no such choice', 'changes', () => update('tasks', 'status', 'todo', 'x')],
  ['a change to no title', 'changes', () => update('tasks', 'title', 'x', null)],
  ['a deleted tag of nothing', 'changes', () => deletion('tags', {}, { old: {} })],
  ['half of a deleted contact', 'changes', () => deletion('contacts', {}, { old: { first_name: 'x' } })],
  ['a deleted entry of nothing', 'changes', () => deletion('interactions', {}, { old: {} })],
  ['a deleted task without a title', 'changes', () => deletion('tasks', { title: null })],
  ['a deleted company without a name', 'changes', () => deletion('companies', { name: null, tag_ids: null })],
  ['a deleted record under another id', 'changes', () => deletion('tags', {}, { record_id: 2_000_000 })],
  [
    'a summary that went without its contact',
    'changes',
    () => deletion('summaries', summary({}), { is_cascade: false, by_undo: false }),
  ],
  ['a record that went into itself', 'merges', () => ({ ...lineOf('merges'), gone_id: 500, kept_id: 500 })],
  ['a summary with what is none of it', 'summaries', () => summary({ sources: 5 })],
  ['a summary that is too deep', 'summaries', () => summary({ situation: [{ ...claim, more: deep() }] })],
  ['a step on no day', 'summaries', () => summary({ next: [{ ...claim, task_title: 'x', due_date: 'soon' }] })],
  [
    'a field left alone that is none',
    'acts',
    () => ({ ...lineOf('acts'), kept: [{ kind: 'tasks', record_id: 1, field: 'x', reason: 'changed' }] }),
  ],
];

test('a record that the application could not have written is none', () => {
  for (const [what, kind, line] of impossible) expect(parseRecord(kind, line()), what).toBeUndefined();
  // Those that they were made from are some.
  for (const kind of [
    'tags',
    'companies',
    'contacts',
    'interactions',
    'tasks',
    'saved_views',
    'merges',
    'acts',
  ] as const)
    expect(parseRecord(kind, lineOf(kind)), kind).toBeDefined();
  for (const kind of ['tags', 'companies', 'contacts', 'interactions', 'tasks'])
    expect(parseRecord('changes', deletion(kind)), kind).toMatchObject({ old: lineOf(kind) });
  expect(parseRecord('summaries', summary({}))).toBeDefined();
  expect(parseRecord('changes', deletion('summaries', summary({}), { is_cascade: true }))).toBeDefined();
  expect(parseRecord('changes', update('contacts', 'birthday', '', '--02-29'))).toBeDefined();
});

test('a record that was deleted before a column came has its default', () => {
  const { tag_ids: _, birthday: __, ...old } = lineOf('contacts');
  expect(parseRecord('changes', deletion('contacts', {}, { old: { ...old, gone_column: 1 } }))).toMatchObject({
    old: { ...old, tag_ids: [], birthday: '' },
  });
});

test('views come in their order behind those that are here', async () => {
  const [{ last } = { last: 0 }] = await db.read<{ last: number }>(
    'SELECT max(position) AS last FROM saved_views WHERE user_id = $1 AND kind = :kind',
    { kind: 'contacts' },
  );
  const views = [1_000_000, 7].map((position, id) => ({ kind: 'contacts', name: `n${id}`, position, id }));
  const placed = await freeViewNames(db, views);
  expect(placed.map(({ id, position }) => [id, position])).toEqual([
    [1, last + 1],
    [0, last + 2],
  ]);
});

test('a file with the ids of others gives nothing of theirs and changes nothing of theirs', async () => {
  const bob = await createUser(app, 'bob');
  const { contact: theirs } = await createEachKind(app, bob, { last_name: 'Secret' });
  const before = await fullDumpOf(bob);
  // As the ids of records, and as those of records that are only mentioned.
  const changes: Record<string, Line> = {
    contacts: { id: theirs },
    interactions: { contact_id: theirs },
    tasks: { contact_id: theirs },
    merges: { gone_id: theirs },
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
