// The whole account out, and in again: the same but for its ids, and as before after an undo.
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { loadSteps } from '../../src/accountFile/loadSteps.service.ts';
import { getLoad } from '../../src/accountFile/loads.service.ts';
import { startLoad } from '../../src/accountFile/startLoad.service.ts';
import { deleteRecord } from '../../src/history/deleteRecord.service.ts';
import { runAct } from '../../src/history/runActs.service.ts';
import { undoAct } from '../../src/history/undo.service.ts';
import { momentIn } from '../../src/i18n/dates.ts';
import { mergeRecords } from '../../src/merge/merge.service.ts';
import { fillSample } from '../../src/sample/sample.service.ts';
import { createUser, dbOf } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { createEachKind } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';
import { canonical, fileOf, filesIn, linesOf, load, recordsOf, stage, start } from './files.ts';

vi.setConfig({ testTimeout: 60_000 });

const { app, alice, db } = await useSignedIn();

/** The examples, and all that can happen to records. */
async function fillAccount(): Promise<void> {
  await fillSample(db, 'en', momentIn('Europe/Warsaw', new Date()));
  const { contact, tag } = await createEachKind(app, alice);
  const people = await db.contact.findMany({ where: { is_sample: true }, orderBy: { id: 'asc' }, take: 4 });
  const [first = 0, second = 0, third = 0, fourth = 0] = people.map(({ id }) => id);
  await mergeRecords(db, 'contacts', { kept: first, gone: [second], choices: {} }, new Date());
  await deleteRecord(db, { kind: 'contacts', id: third });
  await db.contact.update({ where: db.key(fourth), data: { tag_ids: [tag], company_id: null, notes: 'x\u2028"\\' } });
  await undoAct(db, db.lastAct ?? 0, { at: new Date() });
  const [entry] = await db.interaction.findMany({ where: { contact_id: fourth }, take: 1 });
  const claim = { text: 'Said so.', sources: [`interaction-${entry?.id}`, 'task-1'], unsupported: false };
  const content = { situation: [claim], promises: [], next: [] };
  const figures = {
    locale: 'en',
    provider: 'x',
    model: 'y',
    tokens_in: 1,
    tokens_out: 1,
    made_at: new Date(),
  } as const;
  await db.summary.create({ data: { user_id: alice.id, contact_id: contact, content, ...figures } });
  await sql('UPDATE saved_views SET query = $1, is_default = true', [`tag=${tag}&status=lead`]);
  await sql('INSERT INTO erasures (user_id, at) VALUES ($1, now())', [alice.id]);
}

const bob = async () => dbOf(app, await createUser(app, 'bob', { locale: 'pl' }));

describe('a file loaded into an empty account', () => {
  beforeEach(fillAccount);

  test('makes an account that is the same but for the ids, and is gone after an undo', async () => {
    const file = await fileOf(app, db);
    const other = await bob();
    const empty = await recordsOf(await userOf(other.userId));
    const act = await load(other, file);
    const [before, after] = [await linesOf(file), await linesOf(await fileOf(app, other))];
    const actors = (after['acts'] ?? []).map(({ actor_id }) => actor_id);
    expect(actors).not.toContain(alice.id);
    const withoutActors = (lists: ReturnType<typeof canonical>) => ({
      ...lists,
      acts: lists['acts']?.map(({ actor_id: _, ...line }) => line),
    });
    expect(withoutActors(canonical(after, act))).toEqual(withoutActors(canonical(before)));
    for (const [kind, lines] of Object.entries(before))
      expect(lines.length, kind).toBeGreaterThan(kind === 'ai_calls' || kind === 'waiting_mails' ? -1 : 0);
    expect(before['merges']?.length).toBeGreaterThan(2);
    const derived = `SELECT first_name, last_name, sort_name, search_text, phone_digits, last_contact_at, open_tasks,
      next_due_date, next_sort, status_since, updated_at FROM contacts WHERE user_id = $1 ORDER BY id`;
    expect(await sql(derived, [other.userId])).toEqual(await sql(derived, [alice.id]));

    await undo(other, act);
    expect(await recordsOf(await userOf(other.userId))).toEqual(empty);
    expect(await sql('SELECT undoes FROM acts WHERE user_id = $1 ORDER BY id', [other.userId])).toEqual([
      { undoes: null },
      { undoes: String(act) },
    ]);
    expect(
      await sql('SELECT id FROM changes WHERE user_id = $1 AND act_id NOT IN (SELECT id FROM acts)', [other.userId]),
    ).toEqual([]);
  });

  test('brings its history, of which edits and deletions are undone', async () => {
    const [company] = await db.company.findMany({ take: 1, orderBy: { id: 'asc' } });
    await db.company.update({ where: db.key(company?.id ?? 0), data: { name: 'Renamed' } });
    const other = await bob();
    await load(other, await fileOf(app, db));
    const [renaming] = await sql<{ act_id: string }>(
      `SELECT act_id FROM changes WHERE user_id = $1 AND kind = 'companies' AND field = 'name' AND new = '"Renamed"'`,
      [other.userId],
    );
    expect(await undoAct(other, Number(renaming?.act_id), { at: new Date() })).toMatchObject({
      state: 'done',
      kept: [],
    });
    expect(await other.company.count({ where: { name: company?.name ?? '' } })).toBe(1);
    const [deletion] = await sql<{ act_id: string }>(
      `SELECT act_id FROM changes WHERE user_id = $1 AND operation = 'delete' AND kind = 'contacts' AND NOT by_undo
         AND undone_by IS NULL ORDER BY id DESC LIMIT 1`,
      [other.userId],
    );
    const count = await other.contact.count();
    expect(await undoAct(other, Number(deletion?.act_id), { at: new Date() })).toMatchObject({
      state: 'done',
      kept: [],
    });
    expect(await other.contact.count()).toBe(count + 1);
  });
});

describe('a file loaded beside records', () => {
  beforeEach(fillAccount);

  test('leaves them alone, uses tags of the same name, and is undone as if it had not been', async () => {
    const file = await fileOf(app, db);
    const other = await bob();
    const user = await userOf(other.userId);
    await createEachKind(app, user, { last_name: 'Beside' });
    const before = await recordsOf(user);
    const history = await historyOf(other.userId);
    const act = await load(other, file);
    expect(await other.tag.count({ where: { name: 'Hurt' } })).toBe(1);
    expect(
      await sql('SELECT kind, name, is_default FROM saved_views WHERE user_id = $1 ORDER BY kind, id', [other.userId]),
    ).toEqual([
      { kind: 'companies', name: 'Hurt', is_default: false },
      { kind: 'companies', name: 'Hurt (2)', is_default: false },
      { kind: 'contacts', name: 'Hurt', is_default: false },
      { kind: 'contacts', name: 'Hurt (2)', is_default: false },
    ]);
    await undo(other, act);
    expect(await recordsOf(user)).toEqual(before);
    const now = await historyOf(other.userId);
    expect(now.filter(({ act_id, by_undo }) => act_id !== String(act) && !by_undo)).toEqual(history);
  });

  test('twice makes everything twice, and what was edited since stays with its history', async () => {
    const file = await fileOf(app, db);
    const count = await db.contact.count();
    const act = await load(db, file);
    expect(await db.contact.count()).toBe(2 * count);
    const edited = await db.contact.findFirstOrThrow({ where: { last_name: 'Kowalski' }, orderBy: { id: 'desc' } });
    await db.contact.update({ where: db.key(edited.id), data: { position: 'Edited' } });
    await undo(db, act);
    expect(await db.contact.count()).toBe(count + 1);
    const lines = await sql<{ field: string }>(
      `SELECT field FROM changes WHERE user_id = $1 AND kind = 'contacts' AND record_id = $2 AND operation = 'update' ORDER BY id`,
      [alice.id, edited.id],
    );
    expect(lines.at(-1)?.field).toBe('position');
    expect(lines.length).toBeGreaterThan(1);
  });
});

test('the file has tables, a note in the language of the account, and nothing secret', async () => {
  await createEachKind(app, alice);
  const files = await filesIn(await fileOf(app, db));
  expect([...files.keys()]).toEqual(
    expect.arrayContaining(['README.txt', 'tables/contacts.csv', 'profile.json', 'manifest.json']),
  );
  expect(files.get('README.txt')).toContain('MINI CRM: THE WHOLE ACCOUNT OF alice');
  const all = [...files.values()].join('\n');
  expect(all).not.toMatch(/\$2b\$|password_hash|search_text|token_hash|next_sort/);
  const polish = await filesIn(await fileOf(app, await bob()));
  expect(polish.get('CZYTAJ.txt')).toContain('CAŁE KONTO bob');
});

test('lists of more than a batch come whole, and none of an empty account', async () => {
  const other = await bob();
  const empty = await fileOf(app, other);
  await load(other, empty);
  expect((await linesOf(empty))['contacts']).toEqual([]);
  const data = Array.from({ length: 1_003 }, (_, at) => ({ user_id: other.userId, last_name: `Nr ${at}` }));
  await other.contact.createMany({ data });
  const carol = dbOf(app, await createUser(app, 'carol'));
  await load(carol, await fileOf(app, other));
  const names = await carol.contact.findMany({ select: { last_name: true }, orderBy: { id: 'asc' } });
  expect(names).toEqual(data.map(({ last_name }) => ({ last_name })));
});

test('a load that stopped in any place goes on to the same end', async () => {
  await fillAccount();
  const file = await fileOf(app, db);
  const other = await bob();
  const { id } = await stage(other, file);
  const act = await start(other, id);
  let steps = 0;
  for (let isRunning = true; isRunning && steps < 200; steps++) {
    let asked = 0;
    await runAct(other, act, () => asked++ > 0, loadSteps);
    isRunning = (await sql('SELECT id FROM acts WHERE progress IS NOT NULL')).length > 0;
  }
  expect(steps).toBeGreaterThan(20);
  const [before, after] = [await linesOf(file), await linesOf(await fileOf(app, other))];
  expect(canonical(after, act)['contacts']).toEqual(canonical(before)['contacts']);
  const left = await sql<{ kind: string; records: number }>(
    'SELECT kind, count(record)::int AS records FROM account_load_rows WHERE user_id = $1 GROUP BY kind ORDER BY kind',
    [other.userId],
  );
  const kept = ['acts', 'different_records', 'erasures', 'mail_templates', 'merges', 'saved_views'];
  expect(left).toEqual(kept.map((kind) => ({ kind, records: 0 })));
  await startLoad(other, id);
  expect(await getLoad(other, id, new Date())).toMatchObject({ state: 'done', act_id: act });
});

async function undo(of: typeof db, act: number): Promise<void> {
  const undone = await undoAct(of, act, { at: new Date() });
  if (undone.state === 'running') await runAct(of, undone.act);
}

async function userOf(id: number) {
  const [user] = await sql<typeof alice>('SELECT * FROM users WHERE id = $1', [id]);
  if (!user) throw new Error('There is no such user.');
  return user;
}

function historyOf(id: number) {
  return sql<{ act_id: string; by_undo: boolean }>('SELECT * FROM changes WHERE user_id = $1 ORDER BY id', [id]);
}
