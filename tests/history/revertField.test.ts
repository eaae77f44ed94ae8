import { beforeEach, describe, expect, test } from 'vitest';
import { createUser, dom, signedIn } from '../support/app.ts';
import { sql, untilBlocked } from '../support/database.ts';
import { createRecords, fullDumpOf, type LinkedIds } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';

let now: Date;
beforeEach(() => {
  now = new Date('2026-11-23T10:00:00Z');
});
const { alice, app, browser, db } = await useSignedIn({ clock: () => now });

let ids: LinkedIds;
beforeEach(async () => {
  ids = await createRecords(app, alice);
  await sql('DELETE FROM acts');
});

const tidy = (text: string) => text.replace(/\s+/g, ' ').trim();
const contact = () => db.contact.findUniqueOrThrow({ where: db.key(ids.contact) });
const setContact = (data: object) => db.contact.update({ where: db.key(ids.contact), data });
const setTask = (data: object) => db.task.update({ where: db.key(ids.task), data });

/** The page that sets back the newest change of a field. */
async function page(field: string, kind = 'contacts', record = ids.contact): Promise<string> {
  const [change] = await sql<{ id: string }>(
    `SELECT id FROM changes WHERE kind = $1 AND record_id = $2 AND field = $3 ORDER BY id DESC LIMIT 1`,
    [kind, record, field],
  );
  return `/${kind}/${record}/history/${change?.id}/revert/`;
}

/** As the button on the small page sends it. */
async function confirm(path: string) {
  const latest = dom(await browser.get(path))('[name=latest]').val();
  return browser.post(path, { latest: String(latest) });
}

describe('a value', () => {
  test('is set back by the button in the history, as one act that the message can undo', async () => {
    await setContact({ status: 'customer' });
    now = new Date('2026-11-24T10:00:00Z');
    const path = `/contacts/${ids.contact}/history/`;
    const form = dom(await browser.get(path))('form:has(.history-revert)');
    expect(tidy(form.text())).toBe('Restore “Lead”');
    const response = await browser.post(String(form.attr('action')), {
      latest: String(form.find('[name=latest]').val()),
    });
    expect([response.status, response.headers['location']]).toEqual([303, path]);
    expect(await contact()).toMatchObject({ status: 'lead', updated_at: now });
    expect(await sql('SELECT cause, actor_id, undoes FROM acts ORDER BY id DESC LIMIT 1')).toEqual([
      { cause: 'restore', actor_id: alice.id, undoes: null },
    ]);

    const $ = dom(await browser.get(path));
    expect(tidy($('.flash p').text())).toBe('Status restored.');
    expect($('.history-act').first().text()).toContain('by restoring a value');
    await browser.post(String($('.flash form').attr('action')));
    expect(await contact()).toMatchObject({ status: 'customer' });
  });

  test('is shown beside the present one before it is set back', async () => {
    await setContact({ notes: 'New notes.' });
    const path = await page('notes');
    const $ = dom(await browser.get(path));
    expect(
      $('.conflict-side')
        .toArray()
        .map((side) => tidy($(side).text())),
    ).toEqual(['Now New notes.', 'After restoring Lubi dębinę.']);
    expect($('[role=alert]')).toHaveLength(0);
    expect((await confirm(path)).status).toBe(303);
    expect(await contact()).toMatchObject({ notes: 'Lubi dębinę.' });
  });

  test('has no button where it is the present value', async () => {
    await setContact({ position: 'Joiner' });
    await setContact({ position: 'Stolarz' });
    const $ = dom(await browser.get(`/contacts/${ids.contact}/history/`));
    expect(
      $('.history-revert')
        .toArray()
        .map((one) => tidy($(one).text())),
    ).toEqual(['Restore “Joiner”']);
  });

  test('that is the present one changes nothing', async () => {
    await setContact({ position: 'Joiner' });
    const path = await page('position');
    await setContact({ position: 'Stolarz' });
    expect((await browser.get(path)).text).toContain('there’s nothing to restore.');
    const before = await fullDumpOf(alice);
    const latest = /history\/(\d+)/.exec(await page('position'))?.[1] ?? '';
    expect((await browser.post(path, { latest })).status).toBe(409);
    expect(await fullDumpOf(alice)).toEqual(before);
  });
});

describe('a field that was changed since', () => {
  let path: string;
  beforeEach(async () => {
    await setContact({ position: 'Joiner' });
    path = await page('position');
    await setContact({ position: 'Master' });
  });

  test('is linked to a page with both values, which asks', async () => {
    const link = dom(await browser.get(`/contacts/${ids.contact}/history/`))(`a[href="${path}"]`);
    expect(tidy(link.text())).toBe('Restore “Stolarz”');
    const $ = dom(await browser.get(path));
    expect(tidy($('[role=alert]').text())).toBe('It was changed again after that. Choose which value to keep.');
    expect(tidy($('.conflict-sides').text())).toBe('Now Master After restoring Stolarz');
    expect((await confirm(path)).status).toBe(303);
    expect(await contact()).toMatchObject({ position: 'Stolarz' });
  });

  test.each([{}, { latest: 'x' }, { latest: '1' }])(
    'is not set back by a form that does not know it: %j',
    async (fields) => {
      const before = await fullDumpOf(alice);
      const response = await browser.post(path, fields as Record<string, string>);
      expect(response.status).toBe(409);
      expect(tidy(dom(response)('.conflict-sides').text())).toBe('Now Master After restoring Stolarz');
      expect(await fullDumpOf(alice)).toEqual(before);
    },
  );

  test('is shown again when it was changed while the page was open', async () => {
    const latest = String(dom(await browser.get(path))('[name=latest]').val());
    await setContact({ position: 'Retired' });
    const response = await browser.post(path, { latest });
    expect(response.status).toBe(409);
    expect(tidy(dom(response)('.conflict-sides').text())).toBe('Now Retired After restoring Stolarz');
    const again = String(dom(response)('[name=latest]').val());
    expect((await browser.post(path, { latest: again })).status).toBe(303);
    expect(await contact()).toMatchObject({ position: 'Stolarz' });
  });
});

describe('each kind of value', () => {
  test('a link', async () => {
    await setContact({ company_id: null });
    await confirm(await page('company_id'));
    expect(await contact()).toMatchObject({ company_id: ids.company });
  });

  test('a link to what is deleted says so and does nothing', async () => {
    await setContact({ company_id: null });
    const path = await page('company_id');
    await browser.post(`/companies/${ids.company}/delete/`);
    const shown = await browser.get(path);
    expect(dom(shown)('main').text()).toContain('Can’t restore this because Stolarnia Dąb was deleted.');
    expect(dom(shown)('.card form')).toHaveLength(0);
    const before = await fullDumpOf(alice);
    expect((await browser.post(path)).status).toBe(409);
    expect(await fullDumpOf(alice)).toEqual(before);
  });

  test('a link to what is deleted in the same instant says so as well', async () => {
    await setContact({ company_id: null });
    const path = await page('company_id');
    const restored = await db.transaction(async (tx) => {
      await tx.company.delete({ where: db.key(ids.company) });
      const response = browser.post(path);
      await Promise.race([untilBlocked(), response]);
      return { response };
    });
    const response = await restored.response;
    expect(response.status).toBe(409);
    expect(dom(response)('main').text()).toContain('Can’t restore this because Stolarnia Dąb was deleted.');
    expect(await contact()).toMatchObject({ company_id: null });
  });

  test('an instant', async () => {
    const { occurred_at } = await db.interaction.findUniqueOrThrow({ where: db.key(ids.interaction) });
    await db.interaction.update({ where: db.key(ids.interaction), data: { occurred_at: new Date('2026-01-01') } });
    expect((await confirm(await page('occurred_at', 'interactions', ids.interaction))).status).toBe(303);
    expect(await db.interaction.findUniqueOrThrow({ where: db.key(ids.interaction) })).toMatchObject({ occurred_at });
  });

  test('a date and a time, and an empty one', async () => {
    await setTask({ due_time: new Date('1970-01-01T09:30:00Z') });
    await setTask({ due_date: new Date('2026-03-01') });
    await confirm(await page('due_date', 'tasks', ids.task));
    await confirm(await page('due_time', 'tasks', ids.task));
    expect(await db.task.findUniqueOrThrow({ where: db.key(ids.task) })).toMatchObject({
      due_date: new Date('2026-01-31'),
      due_time: null,
    });
  });

  test('a repetition begins its series at the date that the task has', async () => {
    await setTask({ repeat: 'weekly', repeat_from: new Date('2026-01-31') });
    await setTask({ repeat: 'never', repeat_from: null });
    await confirm(await page('repeat', 'tasks', ids.task));
    const { repeat, repeat_from } = await db.task.findUniqueOrThrow({ where: db.key(ids.task) });
    expect({ repeat, repeat_from }).toEqual({ repeat: 'weekly', repeat_from: new Date('2026-01-31') });
  });

  test('the status of a task does what its button does', async () => {
    await browser.post(`/tasks/${ids.task}/toggle/`);
    await confirm(await page('status', 'tasks', ids.task));
    expect(await db.task.findUniqueOrThrow({ where: db.key(ids.task) })).toMatchObject({
      status: 'todo',
      completed_at: null,
    });
    await confirm(await page('status', 'tasks', ids.task));
    expect(await db.task.findUniqueOrThrow({ where: db.key(ids.task) })).toMatchObject({
      status: 'done',
      completed_at: now,
    });
  });
});

describe('what its form would refuse is refused', () => {
  test('a contact without a name', async () => {
    await setContact({ first_name: '' });
    await setContact({ first_name: 'Ewa', last_name: '' });
    const path = await page('first_name');
    const before = await fullDumpOf(alice);
    const refused = 'doesn’t fit the rest';
    expect((await browser.get(path)).text).toContain(refused);
    const response = await browser.post(path);
    expect(response.status).toBe(409);
    expect(response.text).toContain(refused);
    expect(await fullDumpOf(alice)).toEqual(before);
  });

  test('a task that repeats without a date', async () => {
    await setTask({ due_date: null });
    await setTask({ due_date: new Date('2026-05-01'), repeat: 'weekly', repeat_from: new Date('2026-05-01') });
    const before = await fullDumpOf(alice);
    const path = await page('due_date', 'tasks', ids.task);
    expect((await browser.get(path)).text).toContain('doesn’t fit the rest');
    expect((await browser.post(path)).status).toBe(409);
    expect(await fullDumpOf(alice)).toEqual(before);
  });
});

describe('404', () => {
  const gone = async (path: string, visitor = browser) => {
    const before = await fullDumpOf(alice);
    expect([(await visitor.get(path)).status, (await visitor.post(path)).status]).toEqual([404, 404]);
    expect(await fullDumpOf(alice)).toEqual(before);
  };

  test('for a stranger', async () => {
    await setContact({ position: 'Joiner' });
    await gone(await page('position'), await signedIn(app, await createUser(app, 'bob')));
  });

  test('for a change of another record, of a whole record, and of what is kept behind the scenes', async () => {
    await setContact({ position: 'Joiner', status: 'customer' });
    const path = await page('position');
    await gone(path.replace('contacts', 'companies'));
    await gone(path.replace(`/${ids.contact}/`, `/${ids.contact + 1000}/`));
    await gone(await page('status_since'));
    const { id } = await db.contact.create({ data: { user_id: alice.id, first_name: 'Ewa' } });
    await gone(await page('', 'contacts', id));
  });

  test('for a record in the trash', async () => {
    await setContact({ position: 'Joiner' });
    const path = await page('position');
    await browser.post(`/contacts/${ids.contact}/delete/`);
    await gone(path);
  });

  test.each(['0', 'x', '9007199254740993', '1.5', '99999'])('for the change %s', async (id) => {
    await gone(`/contacts/${ids.contact}/history/${id}/revert/`);
  });
});

test.each(["<b>x</b>'; DROP TABLE changes; --", '"><img src=x>', '👩‍👩‍👧‍👦', '\u202eשלום'])(
  '%s is set back as it was',
  async (value) => {
    await setContact({ notes: value });
    await setContact({ notes: '' });
    const path = await page('notes');
    const $ = dom(await browser.get(path));
    expect($('.conflict-side').last().find('.user-text').text()).toBe(value);
    expect($('main b, main img')).toHaveLength(0);
    await confirm(path);
    expect(await contact()).toMatchObject({ notes: value });
  },
);

test('Polish', async () => {
  await setContact({ status: 'customer' });
  await sql(`UPDATE profiles SET locale = 'pl' WHERE user_id = $1`, [alice.id]);
  expect(dom(await browser.get(await page('status')))('h1').text()).toBe('Przywrócić pole „Status”?');
});
