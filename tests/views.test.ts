// Every page of the app in both languages, without data and with hostile data.
import * as cheerio from 'cheerio';
import type { Response } from 'supertest';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import type { User } from '../src/db/generated/client.ts';
import { type Locale, locales } from '../src/i18n/translate.ts';
import { createUser, dom, signedIn, type TestApp, testApp, Visitor } from './support/app.ts';
import { emptyDatabase } from './support/database.ts';
import { exhaustive } from './support/exhaustive.ts';
import { problemsOf, readable } from './support/html.ts';
import { createEachKind, createPlenty, type RecordIds, type Texts } from './support/records.ts';
import { addressOf, hasParameter, type Route, routesOf } from './support/routes.ts';

// Some tests open a hundred pages.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const script = '<script>alert(1)</script>';
const image = '"><img src=x onerror=alert(1)>';
const rtl = 'عميلةמכירות';
const filled = (start: string, length: number) => `${start} ${'Ż'.repeat(length)}`.slice(0, length);

/** Every field at its limit, with characters that may break a page. */
const nasty: Texts = {
  company: filled(`${script}${image} ${rtl} 👩‍👩‍👧‍👦 & 'x' \u202e`, 200),
  website: `https://example.com/?q=%3Cscript%3E&x="><img src=x>${'a'.repeat(400)}`,
  industry: filled(`${image} 🦄`, 100),
  address: `${script}\n${image}\n${rtl} ${'ulica'.repeat(300)}`,
  company_phone: 'tel. 22 555 01 01 w. 5, kom. +48 (600) 100-200',
  company_email: `${'b'.repeat(64)}'&"<b>@${'c'.repeat(170)}.example`,
  tax_id: `"><b>'&\u202e${'X'.repeat(10)}`,
  company_notes: `${script}\n${image} https://example.com/?a=1&b="<b> ${'notatka '.repeat(500)}`,
  first_name: filled(`${script} ${rtl}`, 100),
  last_name: filled(`${image} 👩‍👩‍👧‍👦 O'Żółć-Nowak`, 100),
  position: filled(`${script}${image}`, 100),
  email: `${'a'.repeat(64)}'&"<b>@${'b'.repeat(170)}.example`,
  phone: '+48 (600) 100-200 x1',
  second_email: `${'c'.repeat(64)}'&"<b>@${'d'.repeat(170)}.example`,
  second_phone: `kom. +48 601 555 100 w. ${'7'.repeat(8)}`,
  home_address: `${script}\n${image}\n${rtl} ${'ulica'.repeat(300)}`,
  birthday: '--02-29',
  source: filled(`${script}${image} ${rtl}`, 100),
  notes: `${script}\n${image} javascript:alert(1) https://example.com/?a=1&b="<b> anna@example.com ${'słowo '.repeat(500)}`,
  content: `${script}\n${image} ${rtl} data:text/html,x ${'bezspacji'.repeat(200)}`,
  title: filled(`${script}${image} ${rtl} 🦄`, 200),
  description: `${script}\n${image} ${'opis '.repeat(500)}`,
  tag: filled(`${script}${image} ${rtl} 🦄`, 50),
};

const forVisitors = /^\/accounts\/(login|register)$|^$/;
/** Pages with a token, with the id of a user who may not exist, or of what a test's first form took back: 404. */
const notTheirs = /^\/(accounts\/reset|accounts\/morning-mail\/stop|admin|mail\/drop)\b|take-back/;
/** The first form of a test has set the field back, and the others are told what it is now. */
const setTwice = /revert/;
/** The admin area and one-time links have tests of their own: tests/admin/pages.test.ts. A feed is no page. */
const notPages = /^\/(healthz|readyz)$|^\/admin|^\/feed|^\/accounts\/(reset|morning-mail)|^\/accounts\/avatar$/;

let app: TestApp;
let pages: Route[];
let forms: Route[];

beforeAll(async () => {
  app = await testApp();
  await emptyDatabase();
  pages = routesOf(app.app).filter(({ method, pattern }) => method === 'GET' && !notPages.test(pattern));
  forms = routesOf(app.app).filter(
    ({ method, pattern }) =>
      method === 'POST' &&
      !/logout|delete|discard|data\/:id\/stop|empty|^\/admin|reset|csp-reports|passkeys\/:id\/remove/.test(pattern),
  );
});

/** The HTML pages among the answers; redirects are checked at their target. */
function isPage({ status, type }: Response): boolean {
  return type === 'text/html' && status !== 303;
}

/** A fragment is checked inside a page. */
function asPage({ text }: Response, locale: Locale): string {
  if (text.startsWith('<!doctype html>')) return text;
  return `<!doctype html>\n<html lang="${locale}"><head><title>x</title></head><body><h1>x</h1>${text}</body></html>`;
}

/** The problems of a test's pages, reported together at its end. */
class Findings {
  private readonly found: Record<string, string[]> = {};
  private readonly locale: Locale;

  constructor(locale: Locale) {
    this.locale = locale;
  }

  async add(response: Response, name: string): Promise<void> {
    const refused = [...(notTheirs.test(name) ? [404] : []), ...(setTwice.test(name) ? [409] : [])];
    const fine = [200, 303, 422, ...refused];
    if (!fine.includes(response.status)) this.found[name] = [`answered ${response.status}`];
    if (!isPage(response)) return;
    const problems = await problemsOf(asPage(response, this.locale), this.locale);
    if (problems.length > 0) this.found[name] = [...(this.found[name] ?? []), ...problems];
  }

  expectNone(): void {
    expect(this.found).toEqual({});
  }
}

describe.each(locales)('in %s', (locale) => {
  let empty: User;
  let full: User;
  let ids: RecordIds;

  beforeAll(async () => {
    empty = await createUser(app, `empty-${locale}`, { locale });
    full = await createUser(app, `<b>${locale}</b>"><img src=x onerror=alert(1)>`, { locale, is_staff: true });
    ids = await createPlenty(app, full, nasty);
  });

  test('every page for visitors', async () => {
    const findings = new Findings(locale);
    const visitor = new Visitor(app, { 'Accept-Language': locale });
    for (const { pattern } of pages.filter((page) => forVisitors.test(page.pattern))) {
      const response = await visitor.get(`${pattern}/`);
      expect(response.status, pattern).toBe(200);
      await findings.add(response, pattern);
    }
    findings.expectNone();
  });

  test('every page of a new, empty account', async () => {
    const findings = new Findings(locale);
    const browser = await signedIn(app, empty);
    for (const route of pages.filter((page) => !hasParameter(page))) {
      const response = await browser.get(`${route.pattern}/`);
      await findings.add(response, route.pattern);
    }
    findings.expectNone();
  });

  // The markup is the same in every language.
  test.runIf(exhaustive || locale === 'en')('every page of a record without any detail', async () => {
    const findings = new Findings(locale);
    const bare = await createUser(app, `bare-${locale}`, { locale });
    const texts = {
      website: '',
      industry: '',
      address: '',
      company_phone: '',
      company_email: '',
      tax_id: '',
      company_notes: '',
      first_name: '',
      position: '',
      email: '',
      phone: '',
      notes: '',
      description: '',
    };
    const own = await createEachKind(app, bare, texts);
    const browser = await signedIn(app, bare);
    for (const route of pages) {
      const response = await browser.get(addressOf(route, own));
      await findings.add(response, route.pattern);
    }
    findings.expectNone();
  });

  // The texts of both languages are read on the pages before: data does not differ by language.
  test.runIf(locale === 'pl' || exhaustive)('every page with long and hostile data', async () => {
    const findings = new Findings(locale);
    const browser = await signedIn(app, full);
    for (const route of pages) {
      const asked = isList(route) ? ['', '?page=2', searching] : [''];
      for (const query of asked) {
        const response = await browser.get(addressOf(route, ids) + query);
        await findings.add(response, route.pattern + query);
      }
    }
    findings.expectNone();
  });

  test.runIf(exhaustive || locale === 'pl')('every form that comes back with errors', async () => {
    const findings = new Findings(locale);
    const browser = await signedIn(app, full);
    const visitor = new Visitor(app, { 'Accept-Language': locale });
    for (const route of forms) {
      for (const fields of exhaustive || /create|quick-add/.test(route.pattern)
        ? [{}, wrong, duplicate]
        : [{}, wrong]) {
        const who = forVisitors.test(route.pattern) ? visitor : browser;
        const response = await who.post(addressOf(route, ids), fields);
        await findings.add(response, `${route.pattern} ${response.status}`);
      }
    }
    findings.expectNone();
  });

  test('flash messages', async () => {
    const findings = new Findings(locale);
    const browser = await signedIn(app, await createUser(app, `flash-${locale}`, { locale }));
    for (const kind of ['contacts', 'companies']) {
      const done = await browser.post(`/${kind}/create/`, { first_name: 'Ewa', name: 'Ewa' });
      const response = await browser.get(String(done.headers['location']));
      expect(dom(response)('.flash')).toHaveLength(1);
      await findings.add(response, kind);
    }
    findings.expectNone();
  });

  test('what was typed appears as text, not as HTML', async () => {
    const browser = await signedIn(app, full);
    const shown = readable(cheerio.load((await browser.get(`/contacts/${ids.contact}/`)).text));
    for (const piece of [script, image, rtl]) expect(shown).toContain(piece);
    const form = dom(await browser.get(`/contacts/${ids.contact}/edit/`));
    expect(form('[name=last_name]').val()).toBe(nasty.last_name);
    expect(form('[name=notes]').val()).toBe(nasty.notes);
  });
});

/** The query of other pages is read in `npm run test:full` only. */
function isList(route: Route): boolean {
  return !/(create|edit|delete|profile)$/.test(route.pattern) && (exhaustive || !hasParameter(route));
}

const searching = `?search=${encodeURIComponent(image)}&q=${encodeURIComponent(image)}`;
const wrong = Object.fromEntries(
  [
    'first_name',
    'last_name',
    'name',
    'email',
    'phone',
    'website',
    'position',
    'birthday',
    'source',
    'industry',
    'tax_id',
    'title',
    'username',
    'password',
    'password1',
  ].map((name) => [name, `${image}${script}`.repeat(30)]),
);
const duplicate = {
  first_name: 'Ewa',
  email: nasty.email,
  phone: nasty.phone,
  name: nasty.company,
  company_name: nasty.company,
};

describe('forms', () => {
  const formPages = /\/(create|edit|delete|login|register|quick-add)$/;

  test('the first submit button of a form page belongs to its own form', async () => {
    const user = await createUser(app, 'forms', { is_staff: true });
    const ids = await createEachKind(app, user);
    const [browser, visitor] = [await signedIn(app, user), new Visitor(app)];
    for (const route of pages.filter(({ pattern }) => formPages.test(pattern))) {
      const address = addressOf(route, ids);
      const $ = dom(await (forVisitors.test(route.pattern) ? visitor : browser).get(address));
      const form = $('button[type=submit]').first().closest('form');
      expect(form.attr('method'), route.pattern).toBe('post');
      expect(form.attr('action') ?? address, route.pattern).toBe(address);
    }
  });

  test('a picker sends at most 50 options, and its page stays small', async () => {
    const user = await createUser(app, 'many');
    for (let i = 0; i < 3; i++) await createPlenty(app, user);
    const browser = await signedIn(app, user);
    for (const route of pages.filter(({ pattern }) => /\/create$/.test(pattern) && !pattern.includes(':'))) {
      const $ = dom(await browser.get(`${route.pattern}/`));
      for (const select of $('select').toArray()) expect($(select).find('option').length).toBeLessThanOrEqual(51);
    }
  });
});
