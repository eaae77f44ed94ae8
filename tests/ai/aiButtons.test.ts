// E-mail drafts, tidied notes, the briefing, people from pasted text, the daily limit, usage.
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { listUsageByUser } from '../../src/ai/usage.service.ts';
import { startAiServer } from '../support/aiServer.ts';
import { createUser, dom, signedIn, testApp } from '../support/app.ts';
import { sql } from '../support/database.ts';
import { problemsOf } from '../support/html.ts';
import { createRecords, dumpOf, type LinkedIds } from '../support/records.ts';
import { useSignedIn } from '../support/signedIn.ts';

let ids: LinkedIds;

const ai = await startAiServer();
const { OPENAI_API_KEY: _, ...environment } = ai.environment;
const { alice, app, browser, db } = await useSignedIn({ environment: { ...environment, AI_DAILY_LIMIT: '3' } });
afterAll(() => ai.close());

beforeEach(async () => {
  ai.requests.length = 0;
  ids = await createRecords(app, alice);
});

const agree = () => sql(`UPDATE profiles SET ai_consent = 'anthropic'`);
const answer = (json: unknown) => ai.respond('anthropic', { kind: 'answer', json });
const paths = () => [
  `/ai/summarize/${ids.contact}/`,
  `/ai/email/${ids.contact}/`,
  `/ai/tidy/${ids.contact}/`,
  '/ai/brief/',
  '/ai/person/',
];
const filled = { content: 'jan dzwonil', text: 'Ewa Nowak' };

describe('every AI button', () => {
  test.each([0, 1, 2, 3, 4])(
    'sends nothing before the user agrees, and says what would be sent (%i)',
    async (which) => {
      const path = paths()[which] ?? '';
      const response = await browser.post(path, filled);
      const [next = ''] = String(response.headers['location']).split('#');
      const page = response.status === 303 ? await browser.get(next) : response;
      expect(page.text, path).toContain('to Anthropic');
      expect(await problemsOf(page.text, 'en'), path).toEqual([]);
      expect(ai.requests).toEqual([]);
    },
  );

  test('reports a refusal on a page, changes nothing and keeps the input', async () => {
    await agree();
    await sql(`DELETE FROM rate_limits`);
    ai.respond('anthropic', { kind: 'refusal' });
    const before = await dumpOf(alice);
    for (const path of paths().slice(1)) {
      await sql(`DELETE FROM rate_limits WHERE key LIKE 'ai:%'`);
      const response = await browser.post(path, filled);
      expect(response.status, path).toBe(422);
      expect(response.text, path).toContain('declined to answer');
      if (/tidy|person/.test(path)) expect(response.text).toMatch(/jan dzwonil|Ewa Nowak/);
    }
    expect(await dumpOf(alice)).toEqual(before);
  });

  test('is limited by user and day across processes, and the page says for how long', async () => {
    await agree();
    ai.respond('anthropic', { kind: 'refusal' });
    const other = await testApp({ environment: { ...ai.environment, AI_DAILY_LIMIT: '3' } });
    await sql(`UPDATE profiles SET ai_consent = 'anthropic,openai'`);
    const elsewhere = await signedIn(other, alice);
    ai.respond('openai', { kind: 'refusal' });
    for (const who of [browser, elsewhere, browser]) {
      expect((await who.post('/ai/brief/')).status).toBe(422);
    }
    const before = ai.requests.length;
    for (const path of paths()) {
      const response = await elsewhere.post(path, filled);
      expect(response.status, path).toBe(429);
      expect(Number(response.headers['retry-after'])).toBeGreaterThan(86_000);
      expect(dom(response)('h1').text()).toBe('That’s all the AI for today');
      expect(dom(response)('main').text()).toContain('24 hours');
      expect(dom(response)('.error-draft .user-text').text(), path).toBe('Ewa Nowakjan dzwonil');
      expect(await problemsOf(response.text, 'en'), path).toEqual([]);
    }
    expect(ai.requests.length).toBe(before);
    const bob = await createUser(app, 'bob');
    await createRecords(app, bob);
    await sql(`UPDATE profiles SET ai_consent = 'anthropic'`);
    expect((await (await signedIn(app, bob)).post('/ai/brief/')).status).toBe(422);
  });
});

describe('an email', () => {
  const draft = { subject: 'Wycena & stół', body: 'Dzień dobry,\nczy wycena pasuje?' };

  beforeEach(agree);

  test('is drafted and opens in the mail program, but nothing is stored', async () => {
    answer(draft);
    const before = await dumpOf(alice);
    const $ = dom(await browser.post(`/ai/email/${ids.contact}/`, { tone: 'formal', language: 'pl' }));
    expect($('[name=subject]').val()).toBe(draft.subject);
    expect($('[name=body]').val()).toBe(draft.body);
    const link = new URL(String($('[data-mailto]').attr('href')));
    expect(link.pathname).toBe('jan@stolarnia.example');
    expect(new URLSearchParams(link.search.replaceAll('+', '%2B')).get('body')).toBe(draft.body);
    expect(ai.requests[0]?.body.messages[0].content[1].text).toContain('Polish. Tone: formal');
    expect(await dumpOf(alice)).toEqual(before);
  });

  test('is stored as edited when the user says that it was sent', async () => {
    const response = await browser.post(`/contacts/${ids.contact}/write/`, {
      ...draft,
      do: 'log',
      origin: 'ai',
      body: 'Zmieniona.',
    });
    expect(response.headers['location']).toBe(`/contacts/${ids.contact}/`);
    const [said] = await db.interaction.findMany({ orderBy: { id: 'desc' }, take: 1 });
    expect(said).toMatchObject({ interaction_type: 'email', content: 'Wycena & stół\n\nZmieniona.' });
  });

  test('is stored once, however often the button is pressed', async () => {
    answer(draft);
    const $ = dom(await browser.post(`/ai/email/${ids.contact}/`, { tone: 'formal', language: 'pl' }));
    const sent = {
      ...draft,
      do: 'log',
      origin: 'ai',
      form_id: String($('form[data-mail-draft] [name=form_id]').val()),
    };
    const before = await db.interaction.count();
    const answers = await Promise.all([1, 2].map(() => browser.post(`/contacts/${ids.contact}/write/`, sent)));
    expect(answers.map(({ headers }) => headers['location'])).toEqual(Array(2).fill(`/contacts/${ids.contact}/`));
    expect(await db.interaction.count()).toBe(before + 1);
  });

  test.each<[string, unknown]>([
    ['nothing', {}],
    ['texts', { input_tokens: 'x', output_tokens: 'y', prompt_tokens: 'z', completion_tokens: null }],
    [
      'impossible numbers',
      { input_tokens: 99_999_999_999, output_tokens: -1, prompt_tokens: 1e30, completion_tokens: 0.5 },
    ],
  ])('is not lost when the provider reports %s as usage', async (_, usage) => {
    await sql(`UPDATE profiles SET ai_consent = 'anthropic,openai'`);
    const both = await signedIn(await testApp({ environment: ai.environment }), alice);
    for (const provider of ['anthropic', 'openai'] as const) {
      ai.respond('anthropic', { kind: 'refusal' });
      ai.respond(provider, {
        kind: 'answer',
        json: draft,
        overrides: { usage, model: provider === 'openai' ? 7 : 'a\0b' },
      });
      const response = await both.post(`/ai/email/${ids.contact}/`, { tone: 'formal', language: 'pl' });
      expect([response.status, dom(response)('[name=subject]').val()], provider).toEqual([200, draft.subject]);
    }
  });

  test('is not stored without a text', async () => {
    const response = await browser.post(`/contacts/${ids.contact}/write/`, { do: 'log', subject: 'x', body: ' ' });
    expect(response.status).toBe(422);
    expect(dom(response)('[name=subject]').val()).toBe('x');
  });
});

describe('a note', () => {
  beforeEach(agree);

  test('is shown before and after, and not saved', async () => {
    answer({ note: 'Jan dzwonił.' });
    const before = await dumpOf(alice);
    const $ = dom(await browser.post(`/ai/tidy/${ids.contact}/`, { content: 'jan dzwonil', interaction_type: 'call' }));
    expect($('#f-content').val()).toBe('Jan dzwonił.');
    expect($('.user-text').text()).toBe('jan dzwonil');
    expect($('[name=interaction_type][checked]').val()).toBe('call');
    expect(await dumpOf(alice)).toEqual(before);
  });

  test('can be reverted to the original', async () => {
    const fields = { content: 'jan dzwonil', version: 'before' };
    const $ = dom(await browser.post(`/ai/tidy/${ids.contact}/`, fields));
    expect($('#f-content').val()).toBe('jan dzwonil');
    expect(ai.requests).toEqual([]);
  });

  test('keeps which tasks are ticked as done, also reverted to the original', async () => {
    const data = { user_id: alice.id, contact_id: ids.contact, due_date: new Date('2026-01-05') };
    const one = await db.task.create({ data: { ...data, title: 'One' } });
    const two = await db.task.create({ data: { ...data, title: 'Two' } });
    const completed_tasks = ['', String(two.id)];
    for (const version of ['', 'before']) {
      const $ = dom(await browser.post(`/ai/tidy/${ids.contact}/`, { content: 'x', completed_tasks, version }));
      const ticked = $('form.composer [name=completed_tasks]:checked');
      expect([ticked.length, ticked.val()]).toEqual([1, String(two.id)]);
      expect($(`form.composer [value="${one.id}"]`).length).toBe(1);
    }
  });

  test('is sent without anything else', async () => {
    answer({ note: 'Jan dzwonił.' });
    await browser.post(`/ai/tidy/${ids.contact}/`, { content: 'jan dzwonil' });
    expect(JSON.stringify(ai.requests[0]?.body)).not.toContain('Kowalski');
  });
});

describe('pasted text', () => {
  const person = {
    first_name: 'Ewa',
    last_name: 'Nowak',
    email: 'ewa@nowak.example',
    phone: '',
    company_name: 'Nowak sp. z o.o.',
    position: '',
    notes: '',
  };

  test('fills the form for checking and saves nothing', async () => {
    await agree();
    answer({ ...person, first_name: `Ewa\u0000${'a'.repeat(300)}` });
    const $ = dom(await browser.post('/ai/person/', { text: 'Ewa Nowak, Nowak sp. z o.o.' }));
    expect($('[name=last_name]').val()).toBe('Nowak');
    expect(String($('[name=first_name]').val())).toHaveLength(100);
    expect(await db.contact.count()).toBe(1);
  });

  test('is kept when the model finds nothing in it', async () => {
    await agree();
    answer(Object.fromEntries(Object.keys(person).map((name) => [name, ''])));
    const response = await browser.post('/ai/person/', { text: 'zupełnie nic' });
    expect(response.status).toBe(422);
    expect(dom(response)('#f-text').val()).toBe('zupełnie nic');
  });
});

describe('the briefing', () => {
  test('works without AI, and with AI has at most two lines for each requested task', async () => {
    await agree();
    const rules = dom(await browser.get('/ai/brief/'));
    expect(rules('.ai-lines').text()).toContain('Pytał o stół.');
    answer({
      tasks: [
        { ref: `task-${ids.task}`, lines: ['Lubi dębinę.', 'Do piątku.', 'Trzecia.'] },
        { ref: 'task-999999', lines: ['Obca.'] },
      ],
    });
    const $ = dom(await browser.post('/ai/brief/'));
    expect(
      $('.ai-lines li')
        .toArray()
        .map((one) => $(one).text()),
    ).toEqual(['Lubi dębinę.', 'Do piątku.']);
    expect($('main').text()).not.toContain('Obca');
  });
});

test('usage is shown by month to the user and to administrators', async () => {
  await agree();
  answer({ note: 'Jan.' });
  await browser.post(`/ai/tidy/${ids.contact}/`, { content: 'a' });
  await browser.post(`/ai/tidy/${ids.contact}/`, { content: 'b' });
  expect(await listUsageByUser(app.database)).toMatchObject([
    { username: 'alice', calls: 2, tokensIn: 246, tokensOut: 90 },
  ]);
  const shown = dom(await browser.get('/accounts/profile/'))('.ai-usage').text();
  expect(shown).toContain('2 requests, 246 tokens sent, 90 written');
});
