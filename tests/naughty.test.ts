// Naughty strings over HTTP, through every field and every query parameter: no error of ours, nothing run, and what was
// stored comes back the same. All of them in `npm run test:full`; tests/validation/naughtyStrings.test.ts tries all
// without HTTP.
import type { Response } from 'supertest';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { User } from '../src/db/generated/client.ts';
import type { OwnedDb } from '../src/db/owned.ts';
import { fold } from '../src/db/sql/fold.ts';
import { createUser, dbOf, dom, signedIn, type TestApp, testApp, Visitor } from './support/app.ts';
import { emptyDatabase } from './support/database.ts';
import { exhaustive } from './support/exhaustive.ts';
import {
  asLine,
  asLines,
  fitsLine,
  naughtySample,
  naughtyStrings,
  wellFormed,
  withoutNul,
} from './support/naughtyStrings.ts';
import { createEachKind, type RecordIds } from './support/records.ts';

vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 });

const naughty = exhaustive ? naughtyStrings : naughtySample;
const valid = withoutNul(naughty);

let app: TestApp;
let alice: User;
let db: OwnedDb;
let browser: Visitor;
let ids: RecordIds;

beforeAll(async () => {
  app = await testApp();
  await emptyDatabase();
  alice = await createUser(app);
  db = dbOf(app, alice);
  browser = await signedIn(app, alice);
  ids = await createEachKind(app, alice);
});

/** Attributes and elements as a browser reads them: what stands in quotes or is escaped is text. */
function expectHarmless({ status, text, type }: Response, sent: string, allowed: number[]): void {
  expect(allowed, `${JSON.stringify(sent)} answered ${status}`).toContain(status);
  if (type !== 'text/html') return;
  const bare = text.replace(/"[^"]*"/g, '""');
  const scripts = text.match(/<script\b[^>]*>/gi) ?? [];
  expect(
    scripts.filter(
      (tag) => !/^<script src="\/assets\/[\w/.-]+" defer><\/?|^<script [^>]*src="\/[\w/.-]+\.js"[^>]*>$/.test(tag),
    ),
    sent,
  ).toEqual([]);
  expect(bare.match(/<[a-z][^<>]*[\s/]on[a-z]+\s*=/gi) ?? [], sent).toEqual([]);
  expect(
    bare.match(/<(iframe|object|embed|base|plaintext|marquee|xss|bgsound|frameset|listing|image)\b/gi) ?? [],
    sent,
  ).toEqual([]);
  expect(text.match(/\b(href|src|action|formaction)="\s*(javascript|data|vbscript):/gi) ?? [], sent).toEqual([]);
}

/** All of them, many in one text of at most `max` characters. */
function packs(texts: string[], max: number): string[] {
  const packed: string[] = [];
  for (const text of texts.map(asLine)) {
    const last = packed.at(-1);
    if (last !== undefined && [...last, ...text].length < max) packed[packed.length - 1] = `${last} ${text}`;
    else packed.push(text);
  }
  return packed;
}

/** Every string through one part of many alone, in turn, and all of them together through each. */
const share = (texts: string[], part: number, parts: number, max: number) => [
  ...texts.filter((_, at) => at % parts === part),
  ...packs(texts, max),
];

/** Four at a time: the app has more than one connection. */
async function forEach(texts: string[], work: (text: string, at: number) => Promise<void>): Promise<void> {
  let next = 0;
  const worker = async () => {
    while (next < texts.length) {
      const at = next++;
      await work(texts[at] as string, at);
    }
  };
  await Promise.all([worker(), worker(), worker(), worker()]);
}

const idOf = ({ headers }: Response) => Number(/\d+/.exec(headers['location'] ?? '')?.[0]);

describe('what can be stored comes back the same', () => {
  test('of a contact, with a company of that name', async () => {
    await forEach(valid, async (text) => {
      const name = { first_name: text, last_name: text, position: text };
      const company = { company_name: text, company_pick: 'new' };
      const fits = fitsLine(text, 100) && asLine(text) !== '';
      const sent = await browser.post('/contacts/create/', { ...name, ...company, notes: text, save_anyway: '1' });
      expectHarmless(sent, text, fits ? [303] : [422]);
      if (!fits) return;
      const row = await db.contact.findUniqueOrThrow({ where: db.key(idOf(sent)), include: { company: true } });
      const one = asLine(text);
      expect(row).toMatchObject({ first_name: one, last_name: one, position: one, notes: asLines(text) });
      expect(fold(row.company?.name ?? '')).toBe(fold(one));
    });
  });

  test('of a company', async () => {
    await forEach(share(valid, 0, 3, 190), async (text) => {
      const sent = await browser.post('/companies/create/', {
        name: text,
        industry: fitsLine(text, 100) ? text : '',
        address: text,
        save_anyway: '1',
      });
      const fits = fitsLine(text, 200) && asLine(text) !== '';
      expectHarmless(sent, text, fits ? [303] : [422]);
      if (!fits) return;
      const row = await db.company.findUniqueOrThrow({ where: db.key(idOf(sent)) });
      const industry = fitsLine(text, 100) ? asLine(text) : '';
      expect(row).toMatchObject({ name: asLine(text), address: asLines(text), industry });
    });
  });

  test('of a task', async () => {
    await db.task.deleteMany({});
    const texts = share(valid, 1, 3, 190);
    await forEach(texts, async (text) => {
      const sent = await browser.post('/tasks/create/', { title: text, description: text });
      expectHarmless(sent, text, fitsLine(text, 200) && asLine(text) !== '' ? [303] : [422]);
    });
    const rows = await db.task.findMany({ select: { title: true, description: true } });
    const wanted = texts.filter((text) => fitsLine(text, 200) && asLine(text) !== '');
    const told = ({ title, description }: { title: string; description: string }) =>
      JSON.stringify([title, description]);
    expect(rows.map(told).sort()).toEqual(
      wanted.map((text) => told({ title: asLine(text), description: asLines(text) })).sort(),
    );
  });

  test('of what was said', async () => {
    const { id } = await db.contact.create({ data: { user_id: alice.id, first_name: 'Said' } });
    const texts = share(valid, 2, 3, 2000);
    await forEach(texts, async (text) => {
      const sent = await browser.post(`/contacts/${id}/interactions/create/`, {
        content: text,
        next: 'week',
        next_title: fitsLine(text, 200) ? text : '',
      });
      // Without a word, the next step is saved alone.
      expectHarmless(sent, text, [303]);
    });
    const rows = await db.interaction.findMany({ where: { contact_id: id } });
    const wanted = texts.map(asLines).filter(Boolean);
    expect(rows.map(({ content }) => content).sort()).toEqual(wanted.sort());
  });

  test('on the pages that show it, and in the forms that change it', async () => {
    const pages = ['/contacts/?sort=name', '/companies/', '/tasks/', '/dashboard/'];
    const last = Math.ceil(valid.length / 20);
    const numbers = Array.from({ length: last }, (_, at) => at + 1);
    const lists = numbers.flatMap((page) => [`/contacts/?sort=name&page=${page}`, `/companies/?page=${page}`]);
    await forEach([...pages, ...lists], async (path) => expectHarmless(await browser.get(path), path, [200]));
    const people = (await db.contact.findMany({ orderBy: { id: 'asc' } })).filter((_, at) => at % 40 === 0);
    for (const person of people) {
      expectHarmless(await browser.get(`/contacts/${person.id}/`), person.first_name, [200]);
      const $ = dom(await browser.get(`/contacts/${person.id}/edit/`));
      expect(asLines(String($('[name=notes]').val()))).toBe(person.notes);
      expect($('[name=first_name]').val()).toBe(person.first_name);
    }
    const said = await db.contact.findFirstOrThrow({ where: { first_name: 'Said' } });
    for (const page of numbers) expectHarmless(await browser.get(`/contacts/${said.id}/?page=${page}`), 'said', [200]);
  });
});

describe('what is checked, read or asked back', () => {
  test('in the other fields of the forms', async () => {
    const fields = (text: string): [string, Record<string, string>][] => [
      [
        '/contacts/create/',
        { first_name: text, email: text, phone: text, status: text, company: text, company_pick: text },
      ],
      ['/companies/create/', { name: '', website: text }],
      [
        '/tasks/create/',
        { title: '', due_date: text, due_time: text, contact_name: text, contact: text, status: text, back: text },
      ],
      [
        `/contacts/${ids.contact}/interactions/create/`,
        { content: '', occurred_at: text, interaction_type: text, next: 'date', next_date: text },
      ],
    ];
    for (const part of [0, 1, 2, 3]) {
      await forEach(share(naughty, part, 4, 1000), async (text) => {
        const [path, given] = fields(text)[part] as [string, Record<string, string>];
        expectHarmless(await browser.post(path, given), text, [303, 422]);
      });
    }
  });

  test('in quick add', async () => {
    const fields = (text: string): [string, Record<string, string>][] => [
      ['/quick-add/', { text, next_title: text }],
      ['/quick-add/note/', { content: text, contact_name: text }],
      ['/quick-add/task/', { title: text, due_date: text, contact: text }],
    ];
    for (const part of [0, 1, 2]) {
      await forEach(share(naughty, part, 3, 1000), async (text) => {
        const [path, given] = fields(text)[part] as [string, Record<string, string>];
        expectHarmless(await browser.post(path, given), text, [200, 303, 422]);
      });
    }
  });

  test('in the profile', async () => {
    await forEach(share(naughty, 0, 2, 1000), async (text) => {
      const given = { email: text, phone: text, locale: text, time_zone: text };
      expectHarmless(await browser.post('/accounts/profile/', given), text, [422]);
    });
  });

  test('in registering', async () => {
    const stranger = new Visitor(app);
    await forEach(share(naughty, 1, 2, 1000), async (text) => {
      const given = { username: text, email: text, time_zone: text, password1: 'short', password2: text, invite: text };
      expectHarmless(await stranger.post('/accounts/register/', given), text, [403, 422]);
    });
  });
});

describe('in the address', () => {
  test('as what is searched for, it finds what is stored or answers', async () => {
    const people = await db.contact.findMany({ select: { first_name: true } });
    const stored = new Set(people.map(({ first_name }) => first_name));
    await forEach(naughty, async (text) => {
      const searched = await browser.get(
        `/contacts/?${new URLSearchParams({ search: wellFormed(text), sort: 'newest' })}`,
      );
      expectHarmless(searched, text, [200]);
      if (!stored.has(asLine(text)) || fold(asLine(text)).trim() === '') return;
      expect(searched.text.includes('No contacts found'), `${JSON.stringify(text)} is not found`).toBe(false);
    });
  });

  test('as every other parameter, and as where to go after signing in', async () => {
    const bob = await signedIn(app, await createUser(app, 'bob'));
    const stranger = new Visitor(app);
    const addresses = (q: string): [Visitor, string][] => [
      [bob, `/search/?search=${q}`],
      [bob, `/contacts/?status=${q}&page=${q}&sort=${q}&next=${q}`],
      [bob, `/companies/?search=${q}&page=${q}`],
      [bob, `/tasks/?status=${q}&priority=${q}&contact=${q}&contact_name=${q}&page=${q}&back=${q}`],
      [stranger, `/accounts/login/?next=${q}`],
    ];
    for (const part of [0, 1, 2, 3, 4]) {
      await forEach(share(naughty, part, 5, 150), async (text) => {
        const [visitor, address] = addresses(encodeURIComponent(wellFormed(text)))[part] as [Visitor, string];
        expectHarmless(await visitor.get(address), address, [200]);
      });
    }
  });
});
