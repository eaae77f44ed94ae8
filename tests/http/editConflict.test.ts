// Two windows, or two people, with the same record open: the second to save sees both and chooses.
import { beforeEach, describe, expect, test } from 'vitest';
import { createUser, dom, signedIn } from '../support/app.ts';
import { createRecords, type RecordIds } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';

let ids: RecordIds;

const { alice, app, browser, db } = await useSignedIn();
beforeEach(async () => {
  ids = await createRecords(app, alice);
});

interface Kind {
  path: () => string;
  /** What the first window saves, and the second. */
  theirs: Record<string, string>;
  mine: Record<string, string>;
  stored: () => Promise<Record<string, unknown>>;
  shown: string[];
}

const kinds: Record<string, Kind> = {
  contact: {
    path: () => `/contacts/${ids.contact}/edit/`,
    theirs: { status: 'customer', notes: 'Ich <b>słowa</b>' },
    mine: { status: 'churned', notes: 'Moje\r\nsłowa' },
    stored: () => db.contact.findUniqueOrThrow({ where: db.key(ids.contact) }),
    shown: ['Customer', 'Churned', 'Ich <b>słowa</b>', 'Moje\nsłowa'],
  },
  company: {
    path: () => `/companies/${ids.company}/edit/`,
    theirs: { industry: 'Ich <b>słowa</b>' },
    mine: { industry: '' },
    stored: () => db.company.findUniqueOrThrow({ where: db.key(ids.company) }),
    shown: ['Ich <b>słowa</b>', '(empty)'],
  },
  task: {
    path: () => `/tasks/${ids.task}/edit/`,
    theirs: { title: 'Ich <b>słowa</b>', due_date: '2027-03-31', priority: 'high' },
    mine: { title: 'Moje', due_date: '', priority: 'low', contact: '', contact_name: 'Jan Kowalski' },
    stored: () => db.task.findUniqueOrThrow({ where: db.key(ids.task) }),
    shown: ['Ich <b>słowa</b>', 'Moje', '31 Mar 2027', '(empty)', 'High', 'Low'],
  },
  interaction: {
    path: () => `/interactions/${ids.interaction}/edit/`,
    theirs: { content: 'Ich <b>słowa</b>', interaction_type: 'call' },
    mine: { content: 'Moje\r\nsłowa', interaction_type: 'email' },
    stored: () => db.interaction.findUniqueOrThrow({ where: db.key(ids.interaction) }),
    shown: ['Phone Call', 'Email', 'Ich <b>słowa</b>', 'Moje\nsłowa'],
  },
};

/** The fields of the page's form as a browser sends them. */
async function formAt(path: string, visitor = browser): Promise<Record<string, string>> {
  return fieldsIn(dom(await visitor.get(path)));
}

function fieldsIn($: ReturnType<typeof dom>): Record<string, string> {
  const pairs = $('form:has([name=version])').first().serializeArray();
  return Object.fromEntries(pairs.map(({ name, value }) => [name, value]));
}

const twoWindows = async ({ path, theirs, mine }: Kind) => {
  const [first, second] = [await formAt(path()), await formAt(path())];
  const saved = await browser.postRaw(path(), { ...first, ...theirs });
  expect(saved.status).toBe(303);
  return browser.postRaw(path(), { ...second, ...mine });
};

describe.each(Object.keys(kinds))('the second window that saves a %s', (name) => {
  const kind = kinds[name] as Kind;

  test('overwrites nothing, shows both, keeps what was typed, and then saves it when told to', async () => {
    const response = await twoWindows(kind);
    expect(response.status).toBe(409);
    const before = await kind.stored();
    expect(Object.values(before)).toContain(Object.values(kind.theirs)[0]);

    const $ = dom(response);
    const texts = $('.conflict .user-text')
      .map((_, element) => $(element).text())
      .get();
    for (const text of kind.shown) expect(texts).toContain(text);
    expect($('.conflict b')).toHaveLength(0);
    expect($('.conflict a').text()).toBe('Keep what is saved');
    expect($('form:has([name=version]) button[type=submit]').first().text()).toBe('Save mine');
    const again = fieldsIn($);
    expect(again['version']).toBe(String((before['updated_at'] as Date).getTime()));

    expect((await browser.postRaw(kind.path(), again)).status).toBe(303);
    const [field, typed] = Object.entries(kind.mine)[0] as [string, string];
    expect((await kind.stored())[field]).toBe(typed.replaceAll('\r', ''));
  });

  test('two at the same time: one is saved, the other is shown both', async () => {
    const [first, second] = [await formAt(kind.path()), await formAt(kind.path())];
    const answers = await Promise.all([
      browser.postRaw(kind.path(), { ...first, ...kind.theirs }),
      browser.postRaw(kind.path(), { ...second, ...kind.mine }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  });

  test('a third change between seeing both and choosing is not overwritten either', async () => {
    const again = fieldsIn(dom(await twoWindows(kind)));
    const third = await formAt(kind.path());
    expect((await browser.postRaw(kind.path(), { ...third, ...kind.mine, ...lastWord })).status).toBe(303);
    const response = await browser.postRaw(kind.path(), { ...again, ...kind.theirs });
    expect(response.status).toBe(409);
  });

  test('that typed the same has saved it', async () => {
    const same = { ...kind, mine: kind.theirs };
    expect((await twoWindows(same)).status).toBe(303);
  });

  test('in Polish is told in Polish', async () => {
    await app.database.prisma.profile.update({ where: { user_id: alice.id }, data: { locale: 'pl' } });
    const $ = dom(await twoWindows(kind));
    expect($('.conflict-title').text().trim()).toBe('W międzyczasie coś się tu zmieniło');
    expect($('form:has([name=version]) button[type=submit]').first().text()).toBe('Zapisz moje');
    expect($('body').text()).not.toMatch(/⟦|Typed by you/);
  });

  test('without a version saves as before; with one that makes no sense it is asked', async () => {
    const { version: _, ...form } = await formAt(kind.path());
    await browser.postRaw(kind.path(), { ...(await formAt(kind.path())), ...kind.theirs });
    for (const version of ['', 'abc', '-1', '1e3', '99999999999999999999', '0', "1' OR '1'='1"]) {
      const response = await browser.postRaw(kind.path(), { ...form, ...kind.mine, version });
      expect([version, response.status]).toEqual([version, 409]);
    }
    expect((await browser.postRaw(kind.path(), { ...form, ...kind.mine })).status).toBe(303);
  });

  test('after an error in a field still knows which version it was made from', async () => {
    const old = await formAt(kind.path());
    await browser.postRaw(kind.path(), { ...(await formAt(kind.path())), ...kind.theirs });
    const wrong = { first_name: '', last_name: '', name: '', title: '', content: '' };
    const refused = await browser.postRaw(kind.path(), { ...old, ...wrong });
    expect([refused.status, dom(refused)('[name=version]').val()]).toEqual([422, old['version']]);
  });

  test('of somebody else finds nothing, whatever version it names', async () => {
    const form = await formAt(kind.path());
    const bob = await signedIn(app, await createUser(app, 'bob'));
    const { _csrf, _by, ...fields } = form;
    expect((await bob.post(kind.path(), { ...fields, ...kind.mine })).status).toBe(404);
  });

  test('when the record was deleted meanwhile gives back what was typed', async () => {
    const form = await formAt(kind.path());
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

test('a tick in another window is a change too', async () => {
  const path = `/tasks/${ids.task}/edit/`;
  const form = await formAt(path);
  await browser.post(`/tasks/${ids.task}/toggle/`, { to: 'done' });
  const response = await browser.postRaw(path, { ...form, title: 'Nowy' });
  expect(response.status).toBe(409);
  expect(dom(response)('.conflict-field').text()).toContain('Status');
});

test('a company that was only typed is not made when the person changed meanwhile', async () => {
  const path = `/contacts/${ids.contact}/edit/`;
  const form = await formAt(path);
  await browser.postRaw(path, { ...(await formAt(path)), notes: 'theirs' });
  const response = await browser.postRaw(path, { ...form, company_name: 'Nowa', company_pick: 'new' });
  expect(response.status).toBe(409);
  expect(await db.company.count({ where: { name: 'Nowa' } })).toBe(0);
  expect(dom(response)('.conflict').text()).toContain('Nowa');
});

test('a form that outlived its session is still about the version it was made from', async () => {
  const path = `/companies/${ids.company}/edit/`;
  const form = await formAt(path);
  await browser.postRaw(path, { ...(await formAt(path)), industry: 'theirs' });
  const visitor = await signedIn(app, alice);
  const theirForm = await formAt(path, visitor);
  await visitor.post('/accounts/logout/');
  const { _csrf, ...fields } = { ...theirForm, ...form };
  await visitor.post(path, { ...fields, industry: 'mine' });
  await visitor.signIn(alice);
  const restored = await formAt(path, visitor);
  expect([restored['industry'], restored['version']]).toEqual(['mine', form['version']]);
  expect((await visitor.postRaw(path, restored)).status).toBe(409);
});
