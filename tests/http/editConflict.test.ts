// Two windows or two people have the same record open. The second to save is shown both versions.
import { beforeEach, describe, expect, test } from 'vitest';
import { ownedBy } from '../../src/db/owned.ts';
import { createUser, dom, signedIn } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { createRecords, type LinkedIds } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';

let ids: LinkedIds;

const { alice, app, browser, db } = await useSignedIn();
beforeEach(async () => {
  ids = await createRecords(app, alice);
});

interface Kind {
  path: () => string;
  /** What the first window saves; the second submits something else. */
  current: Record<string, string>;
  submitted: Record<string, string>;
  stored: () => Promise<Record<string, unknown>>;
  shown: string[];
}

const kinds: Record<string, Kind> = {
  contact: {
    path: () => `/contacts/${ids.contact}/edit/`,
    current: { status: 'customer', notes: 'Ich <b>słowa</b>' },
    submitted: { status: 'churned', notes: 'Moje\r\nsłowa' },
    stored: () => db.contact.findUniqueOrThrow({ where: db.key(ids.contact) }),
    shown: ['Customer', 'Former customer', 'Ich <b>słowa</b>', 'Moje\nsłowa'],
  },
  company: {
    path: () => `/companies/${ids.company}/edit/`,
    current: { industry: 'Ich <b>słowa</b>', tax_id: '5260250274', phone: '600 100 200', notes: 'Ich notatki' },
    submitted: { industry: '', tax_id: '123-456-32-18', phone: '', notes: 'Moje\r\nnotatki' },
    stored: () => db.company.findUniqueOrThrow({ where: db.key(ids.company) }),
    shown: [
      'Ich <b>słowa</b>',
      '(empty)',
      '526-025-02-74',
      '123-456-32-18',
      '600 100 200',
      'Ich notatki',
      'Moje\nnotatki',
    ],
  },
  task: {
    path: () => `/tasks/${ids.task}/edit/`,
    current: { title: 'Ich <b>słowa</b>', due_date: '2027-03-31', priority: 'high' },
    submitted: { title: 'Moje', due_date: '', priority: 'low', contact: '', contact_name: 'Jan Kowalski' },
    stored: () => db.task.findUniqueOrThrow({ where: db.key(ids.task) }),
    shown: ['Ich <b>słowa</b>', 'Moje', '31 Mar 2027', '(empty)', 'High', 'Low'],
  },
  interaction: {
    path: () => `/interactions/${ids.interaction}/edit/`,
    current: { content: 'Ich <b>słowa</b>', interaction_type: 'call' },
    submitted: { content: 'Moje\r\nsłowa', interaction_type: 'email' },
    stored: () => db.interaction.findUniqueOrThrow({ where: db.key(ids.interaction) }),
    shown: ['Phone Call', 'Email', 'Ich <b>słowa</b>', 'Moje\nsłowa'],
  },
};

/** The fields of the page's form as a browser sends them. */
async function openForm(path: string, visitor = browser): Promise<Record<string, string>> {
  return fieldsIn(dom(await visitor.get(path)));
}

function fieldsIn($: ReturnType<typeof dom>): Record<string, string> {
  const pairs = $('form:has([name=version])').first().serializeArray();
  return Object.fromEntries(pairs.map(({ name, value }) => [name, value]));
}

const twoWindows = async ({ path, current, submitted }: Kind) => {
  const [first, second] = [await openForm(path()), await openForm(path())];
  const saved = await browser.postRaw(path(), { ...first, ...current });
  expect(saved.status).toBe(303);
  return browser.postRaw(path(), { ...second, ...submitted });
};

describe.each(Object.keys(kinds))('the second window that saves a %s', (name) => {
  const kind = kinds[name] as Kind;

  test('overwrites nothing, shows both versions, keeps what was typed and saves it when sent again', async () => {
    const response = await twoWindows(kind);
    expect(response.status).toBe(409);
    const before = await kind.stored();
    expect(Object.values(before)).toContain(Object.values(kind.current)[0]);

    const $ = dom(response);
    const texts = $('.conflict .user-text')
      .map((_, element) => $(element).text())
      .get();
    for (const text of kind.shown) expect(texts).toContain(text);
    expect($('.conflict b')).toHaveLength(0);
    expect($('.conflict a').text()).toBe('Keep the saved version');
    expect($('form:has([name=version]) button[type=submit]').first().text()).toBe('Save my version');
    const again = fieldsIn($);
    expect(again['version']).toBe(String((before['updated_at'] as Date).getTime()));

    expect((await browser.postRaw(kind.path(), again)).status).toBe(303);
    const [field, typed] = Object.entries(kind.submitted)[0] as [string, string];
    expect((await kind.stored())[field]).toBe(typed.replaceAll('\r', ''));
  });

  test('of two forms at the same time one is saved and the other is shown both versions', async () => {
    const [first, second] = [await openForm(kind.path()), await openForm(kind.path())];
    const answers = await Promise.all([
      browser.postRaw(kind.path(), { ...first, ...kind.current }),
      browser.postRaw(kind.path(), { ...second, ...kind.submitted }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  });

  test('a third change made meanwhile is not overwritten either', async () => {
    const again = fieldsIn(dom(await twoWindows(kind)));
    const third = await openForm(kind.path());
    expect((await browser.postRaw(kind.path(), { ...third, ...kind.submitted, ...lastWord })).status).toBe(303);
    const response = await browser.postRaw(kind.path(), { ...again, ...kind.current });
    expect(response.status).toBe(409);
  });

  test('with the same values is saved without a question', async () => {
    const same = { ...kind, submitted: kind.current };
    expect((await twoWindows(same)).status).toBe(303);
  });

  test('is shown in Polish to a Polish user', async () => {
    await app.database.prisma.profile.update({ where: { user_id: alice.id }, data: { locale: 'pl' } });
    const $ = dom(await twoWindows(kind));
    expect($('.conflict-title').text().trim()).toBe('Te dane zmieniły się w międzyczasie');
    expect($('form:has([name=version]) button[type=submit]').first().text()).toBe('Zapisz moją wersję');
    expect($('body').text()).not.toMatch(/⟦|Your version/);
  });

  test('is not detected without a version, and always with an invalid one', async () => {
    const { version: _, ...form } = await openForm(kind.path());
    await browser.postRaw(kind.path(), { ...(await openForm(kind.path())), ...kind.current });
    for (const version of ['', 'abc', '-1', '1e3', '99999999999999999999', '0', "1' OR '1'='1"]) {
      const response = await browser.postRaw(kind.path(), { ...form, ...kind.submitted, version });
      expect([version, response.status]).toEqual([version, 409]);
    }
    expect((await browser.postRaw(kind.path(), { ...form, ...kind.submitted })).status).toBe(303);
  });

  test('is still detected after an error in a field', async () => {
    const old = await openForm(kind.path());
    await browser.postRaw(kind.path(), { ...(await openForm(kind.path())), ...kind.current });
    const wrong = { first_name: '', last_name: '', name: '', title: '', content: '' };
    const refused = await browser.postRaw(kind.path(), { ...old, ...wrong });
    expect([refused.status, dom(refused)('[name=version]').val()]).toEqual([422, old['version']]);
  });

  test('of another user answers 404, whatever the version', async () => {
    const form = await openForm(kind.path());
    const bob = await signedIn(app, await createUser(app, 'bob'));
    const { _csrf, _by, ...fields } = form;
    expect((await bob.post(kind.path(), { ...fields, ...kind.submitted })).status).toBe(404);
  });

  test('with a deleted record gives back what was typed', async () => {
    const form = await openForm(kind.path());
    await browser.post(kind.path().replace('edit', 'delete'));
    const response = await browser.postRaw(kind.path(), {
      ...form,
      content: 'mine <i>',
      notes: 'mine <i>',
      title: 'mine <i>',
      name: 'mine <i>',
    });
    expect(response.status).toBe(404);
    const $ = dom(response);
    expect($('.error-draft .user-text').text()).toContain('mine <i>');
    expect($('.error-draft i')).toHaveLength(0);
  });
});

const lastWord = { notes: 'third', industry: 'third', title: 'third', content: 'third' };

const noticeOf = (response: Awaited<ReturnType<typeof browser.get>>) =>
  dom(response)('.conflict p').first().text().replace(/\s+/g, ' ');

async function conflictAfter(change: () => Promise<unknown>) {
  const path = `/contacts/${ids.contact}/edit/`;
  const form = await openForm(path);
  await change();
  return browser.postRaw(path, { ...form, notes: 'mine' });
}

const saveTheirs = async () => {
  const path = `/contacts/${ids.contact}/edit/`;
  await browser.postRaw(path, { ...(await openForm(path)), notes: 'theirs' });
};

describe('who changed it', () => {
  test.each(Object.keys(kinds))('is the user in another window: %s', async (name) => {
    expect(noticeOf(await twoWindows(kinds[name] as Kind))).toMatch(
      /^You changed this in another window at \d\d:\d\d\. /,
    );
  });

  test('is said in Polish', async () => {
    await app.database.prisma.profile.update({ where: { user_id: alice.id }, data: { locale: 'pl' } });
    expect(noticeOf(await conflictAfter(saveTheirs))).toMatch(
      /^Te dane zostały już zmienione w innym Twoim oknie o \d\d:/,
    );
  });

  test('is somebody else by name, the last of several', async () => {
    const bob = await createUser(app, 'bob');
    const theirs = ownedBy(app.database, alice.id, { cause: 'form', actorId: bob.id });
    const response = await conflictAfter(async () => {
      await saveTheirs();
      await theirs.contact.update({ where: db.key(ids.contact), data: { notes: 'Boba' } });
    });
    expect(noticeOf(response)).toMatch(/^bob changed this at /);
  });

  test.each(['api', 'import', 'ai'] as const)('is not said of a change by %s', async (cause) => {
    const byMachine = ownedBy(app.database, alice.id, { cause, actorId: alice.id });
    const response = await conflictAfter(() =>
      byMachine.contact.update({ where: db.key(ids.contact), data: { notes: 'theirs' } }),
    );
    expect(noticeOf(response)).toMatch(/^It was saved again at /);
  });

  test('is not taken from a change before the form was opened', async () => {
    await saveTheirs();
    const response = await conflictAfter(async () => {
      await sql(`UPDATE contacts SET notes = 'unknown', updated_at = updated_at + interval '1 s' WHERE id = $1`, [
        ids.contact,
      ]);
      await sql('DELETE FROM changes WHERE new = $1', [JSON.stringify('unknown')]);
    });
    expect(noticeOf(response)).toMatch(/^It was saved again /);
  });
});

test('completing a task in another window is a change, too', async () => {
  const path = `/tasks/${ids.task}/edit/`;
  const form = await openForm(path);
  await browser.post(`/tasks/${ids.task}/toggle/`, { to: 'done' });
  const response = await browser.postRaw(path, { ...form, title: 'Nowy' });
  expect(response.status).toBe(409);
  expect(dom(response)('.conflict-field').text()).toContain('Status');
});

test('a conflict creates no company that was only typed', async () => {
  const path = `/contacts/${ids.contact}/edit/`;
  const form = await openForm(path);
  await browser.postRaw(path, { ...(await openForm(path)), notes: 'theirs' });
  const response = await browser.postRaw(path, { ...form, company_name: 'Nowa', company_pick: 'new' });
  expect(response.status).toBe(409);
  expect(await db.company.count({ where: { name: 'Nowa' } })).toBe(0);
  expect(dom(response)('.conflict').text()).toContain('Nowa');
});

test('a draft keeps the version that its form was made from', async () => {
  const path = `/companies/${ids.company}/edit/`;
  const form = await openForm(path);
  await browser.postRaw(path, { ...(await openForm(path)), industry: 'theirs' });
  const visitor = await signedIn(app, alice);
  const theirForm = await openForm(path, visitor);
  await visitor.post('/accounts/logout/');
  const { _csrf, ...fields } = { ...theirForm, ...form };
  await visitor.post(path, { ...fields, industry: 'mine' });
  await visitor.signIn(alice);
  const restored = await openForm(path, visitor);
  expect([restored['industry'], restored['version']]).toEqual(['mine', form['version']]);
  expect((await visitor.postRaw(path, restored)).status).toBe(409);
});
