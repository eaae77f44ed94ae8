// Every route that changes records leaves changes with the right cause and actor; a new route has to say what it does.
import { beforeEach, describe, expect, test } from 'vitest';
import { previewForm } from '../imports/support.ts';
import { sql } from '../support/database.ts';
import { createEachKind, type RecordIds } from '../support/records.ts';
import { addressOf, routesOf } from '../support/routes.ts';
import { useSignedIn } from '../support/signedIn.ts';

const { alice, app, browser } = await useSignedIn({}, { is_staff: true });
let ids: RecordIds;
beforeEach(async () => {
  ids = await createEachKind(app, alice);
});

type Fields = Record<string, string>;
interface Writer {
  cause: string;
  fields?: Fields;
}

/** The routes that change records, each with a form that does. */
const writers: Record<string, Writer> = {
  '/contacts/create': { cause: 'form', fields: { first_name: 'Zofia', company_name: 'New company' } },
  '/contacts/:id/edit': { cause: 'form', fields: { first_name: 'Zofia' } },
  '/contacts/:id/delete': { cause: 'form' },
  '/contacts/:id/star': { cause: 'form', fields: { starred: '1' } },
  '/contacts/:id/snooze': { cause: 'form', fields: { for: 'week' } },
  '/contacts/:id/status': { cause: 'form', fields: { status: 'churned' } },
  '/contacts/:id/interactions/create': {
    cause: 'form',
    fields: { content: 'said', interaction_type: 'call', next: 'week' },
  },
  '/companies/create': { cause: 'form', fields: { name: 'Another' } },
  '/companies/:id/edit': { cause: 'form', fields: { name: 'Another' } },
  '/companies/:id/delete': { cause: 'form' },
  '/companies/:id/interactions/create': { cause: 'form', fields: { contact_name: 'Jan Kowalski', content: 'said' } },
  '/interactions/:id/edit': { cause: 'form', fields: { content: 'Corrected', interaction_type: 'note' } },
  '/interactions/:id/delete': { cause: 'form' },
  '/tags/create': { cause: 'form', fields: { name: 'Another' } },
  '/tags/:id/edit': { cause: 'form', fields: { name: 'Another', color: 'red' } },
  '/tags/:id/delete': { cause: 'form' },
  '/tasks/create': { cause: 'form', fields: { title: 'Call' } },
  '/tasks/:id/edit': { cause: 'form', fields: { title: 'Call' } },
  '/tasks/:id/delete': { cause: 'form' },
  '/tasks/:id/toggle': { cause: 'form', fields: { to: 'done' } },
  '/tasks/:id/follow-up': { cause: 'form', fields: { content: 'said', interaction_type: 'call', next: 'week' } },
  '/tasks/:id/postpone': { cause: 'form', fields: { to: 'date', due_date: '2030-01-01' } },
  '/quick-add': { cause: 'form', fields: { text: 'Ola Nowak' } },
  '/quick-add/check': { cause: 'form', fields: { first_name: 'Ola' } },
  '/quick-add/note': { cause: 'form', fields: { content: 'said', contact: '' } },
  '/quick-add/task': { cause: 'form', fields: { title: 'Call' } },
  '/contacts/:id/write': { cause: 'ai', fields: { subject: 'Hello', body: 'Good day', do: 'log', origin: 'ai' } },
  '/contacts/import/:id/run': { cause: 'import' },
  '/trash/:id/restore': { cause: 'restore' },
  '/activity/:id/undo': { cause: 'undo' },
  '/contacts/:id/history/:change/revert': { cause: 'restore' },
  '/companies/:id/history/:change/revert': { cause: 'restore' },
  '/interactions/:id/history/:change/revert': { cause: 'restore' },
  '/tasks/:id/history/:change/revert': { cause: 'restore' },
  '/tags/:id/history/:change/revert': { cause: 'restore' },
  '/contacts/:id/merge/:act/undo': { cause: 'undo' },
  '/companies/:id/merge/:act/undo': { cause: 'undo' },
  '/sample/fill': { cause: 'sample' },
};

/** The routes that change no record, or whose changes other tests look at: an undo of what was done just before. */
const others = [
  /^\/accounts\//,
  /^\/csp-reports$/,
  /^\/admin\//,
  /^\/ai\/(summarize|email|tidy)\/:id$|^\/ai\/(person|brief|switch)$/,
  /^\/contacts\/import(\/:id(\/(undo|stop|sheet))?)?$/,
  /^\/tasks\/:id\/undo$/,
  // Erasing leaves no change behind: tests/personData.
  /^\/contacts\/:id\/erase$/,
  // What is done with many people follows from what was shown: tests/bulk.
  /^\/(contacts|companies)\/bulk(\/run)?$/,
  /^\/(contacts|companies)\/views(\/:id)?$/,
  /^\/calendar\/feed(\/(renew|stop))?$/,
  /^\/duplicates\/(search|different(\/:id\/take-back)?)$/,
  // A merge needs another record: tests/merge.
  /^\/(contacts|companies)\/:id\/merge$/,
  // What is checked has to wait first: tests/mailLog.
  /^\/mail(\/(check|settings|drop(\/(renew|stop))?|templates\/(create|:id\/(edit|delete|restore))))?$/,
  /^\/shortcuts$/,
  /^\/csp-reports$/,
  /^\/trash\/(empty|:id\/delete)$/,
  /^\/sample\/remove$/,
];

const posts = routesOf(app.app).filter(({ method }) => method === 'POST');

test('every route says whether it changes records', () => {
  const unknown = posts
    .map(({ pattern }) => pattern)
    .filter((pattern) => !(pattern in writers) && !others.some((other) => other.test(pattern)));
  expect(unknown).toEqual([]);
});

describe('the changes of', () => {
  const routes = posts.filter(({ pattern }) => pattern in writers);
  test.each(routes.map((route) => [route.pattern, route] as const))(
    '%s have a cause and an actor',
    async (pattern, route) => {
      const { cause, fields = {} } = writers[pattern] as Writer;
      const [last] = await sql<{ id: string }>('SELECT max(id) AS id FROM changes');
      const form = pattern === '/quick-add/note' ? { ...fields, contact: String(ids.contact) } : fields;
      const sent = pattern.endsWith('/run')
        ? { ...(await previewForm(browser, `/contacts/import/${ids.import}/`)), ...form }
        : form;
      const response = await browser.post(addressOf(route, ids), sent);
      expect(response.status).toBe(303);
      const written = await sql(
        `SELECT DISTINCT a.cause, a.actor_id FROM changes c JOIN acts a ON a.user_id = c.user_id AND a.id = c.act_id
       WHERE c.id > $1`,
        [last?.id],
      );
      expect(written).toEqual([{ cause, actor_id: alice.id }]);
    },
  );
});
