// Records of one owner do not exist for another.
import type { APIRequestContext, Browser, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { dateFromToday } from './support/days.ts';
import { collectProblems } from './support/guard.ts';
import { Owner } from './support/owner.ts';
import { taskRow } from './support/work.ts';

const secret = 'Zaklinacz';
/** Holds for any size of screen. */
const tag = '@desktop';

test('another owner sees them in no list', { tag }, async ({ owner, browser, baseURL }) => {
  await fill(owner);
  await asStranger(browser, baseURL, async (page) => {
    for (const [path, words] of Object.entries({
      '/dashboard/': 'First steps',
      '/contacts/': 'No contacts yet',
      '/companies/': 'No companies yet',
      '/tasks/': 'No tasks yet',
      [`/contacts/?search=${secret}`]: 'No contacts found',
      [`/companies/?search=${secret}`]: 'No companies found',
      [`/search/?search=${secret}`]: 'Nothing found',
    })) {
      await page.goto(path);
      await expect(page.getByText(words).first()).toBeVisible();
      await expect(page.getByRole('main').getByText(secret, { exact: false })).toHaveCount(0);
    }
    await page.goto('/tasks/create/');
    await page.getByRole('combobox', { name: 'Contact' }).fill(secret);
    await expect(page.getByText('No contacts found')).toBeVisible();
    await page.goto('/dashboard/');
    await page.keyboard.press('/');
    await page.getByRole('dialog').getByRole('combobox').fill(secret);
    await expect(page.getByRole('dialog').getByText('Nothing found').first()).toBeVisible();
  });
});

test('another owner gets them by no address', { tag: ['@desktop', '@full'] }, async ({
  page,
  owner,
  browser,
  baseURL,
}) => {
  const records = await fill(owner);
  await asStranger(browser, baseURL, async (strange) => {
    const requests = strange.context().request;
    for (const kind of ['contacts', 'companies']) {
      expect(await (await requests.get(`/${kind}/options/?search=${secret}`)).json()).toEqual([]);
    }
    for (const path of readable(records)) {
      const answer = await requests.get(path);
      expect(answer.status(), path).toBe(404);
      expect(await answer.text(), path).not.toContain(secret);
    }
    for (const path of writable(records)) expect(await statusOfPost(requests, path), path).toBe(404);
    await strange.goto(`/contacts/${records.contact}/`);
    await expect(strange.getByText(secret)).toHaveCount(0);
  });

  await page.goto(`/contacts/${records.contact}/`);
  await expect(page.locator('.timeline')).toContainText(`${secret} said yes`);
  await expect(taskRow(page, `Call ${secret}`)).toBeVisible();
});

interface Records {
  company: number;
  contact: number;
  interaction: number;
  task: number;
}

async function fill(owner: Owner): Promise<Records> {
  const company = await owner.addCompany({ name: `${secret} Ltd` });
  const contact = await owner.addContact({ first_name: secret, company: String(company) });
  const said = { interaction_type: 'call', content: `${secret} said yes` };
  await owner.send(`/contacts/${contact}/interactions/create/`, said);
  const due_date = dateFromToday(-2);
  await owner.send('/tasks/create/', { title: `Call ${secret}`, due_date, contact: String(contact) });
  const shown = await owner.read(`/contacts/${contact}/`);
  return { company, contact, interaction: idIn(shown, 'interactions'), task: idIn(shown, 'tasks') };
}

function idIn(html: string, kind: string): number {
  return Number(new RegExp(`/${kind}/(\\d+)/`).exec(html)?.[1]);
}

function readable({ company, contact, interaction, task }: Records): string[] {
  return [
    ...['', 'edit/', 'delete/', 'interactions/create/'].map((end) => `/contacts/${contact}/${end}`),
    ...['', 'edit/', 'delete/'].map((end) => `/companies/${company}/${end}`),
    ...['edit/', 'delete/'].map((end) => `/interactions/${interaction}/${end}`),
    ...['edit/', 'delete/'].map((end) => `/tasks/${task}/${end}`),
  ];
}

function writable(records: Records): string[] {
  const { contact, task } = records;
  const shown = readable(records).filter((path) => path.split('/').length > 4);
  return [...shown, `/tasks/${task}/toggle/`, `/tasks/${task}/postpone/`, `/ai/summarize/${contact}/`];
}

/** Sends all fields that any form has, with a valid token. */
async function statusOfPost(requests: APIRequestContext, path: string): Promise<number> {
  const page = await (await requests.get('/contacts/create/')).text();
  const _csrf = /name="_csrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
  const form = { _csrf, first_name: 'x', name: 'x', title: 'x', content: 'x', to: 'tomorrow' };
  return (await requests.post(path, { form, maxRedirects: 0 })).status();
}

async function asStranger(
  browser: Browser,
  baseURL: string | undefined,
  look: (page: Page) => Promise<void>,
): Promise<void> {
  const context = await browser.newContext({ baseURL });
  const problems = collectProblems(context, baseURL ?? '');
  await Owner.register(context.request);
  await look(await context.newPage());
  await context.close();
  expect(problems).toEqual([]);
}
