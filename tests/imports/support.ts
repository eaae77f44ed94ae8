// A browser that imports files.
import type { Response } from 'supertest';
import { dom, type Visitor } from '../support/app.ts';

export const uploadPath = '/contacts/import/';

/** Sends a file; gives the address of its preview. */
export async function upload(browser: Visitor, text: string | Buffer, name = 'people.csv'): Promise<string> {
  const response = await browser.postFile(uploadPath, Buffer.from(text), name);
  if (response.status !== 303) throw new Error(`The upload answered ${response.status}: ${errorIn(response)}`);
  return String(response.headers['location']);
}

export function errorIn(response: Response): string {
  return dom(response)('.error-summary p').text().trim();
}

type Plan = Record<string, string | string[]>;

/** What the form of a preview says, as a browser would send it. */
export async function planOn(browser: Visitor, path: string): Promise<Plan> {
  const $ = dom(await browser.get(path));
  const columns = $('select[name="columns[]"]')
    .toArray()
    .map((select) => String($(select).val()));
  const header = $('[name=header]').is('[checked]');
  return {
    'columns[]': columns,
    encoding: String($('[name=encoding]').val()),
    existing: String($('[name=existing]').val()),
    ...(header && { header: '1' }),
  };
}

/** Imports what the preview shows, with what is told otherwise. */
export async function run(browser: Visitor, path: string, change: Plan = {}): Promise<Response> {
  return browser.post(`${path}run/`, { ...(await planOn(browser, path)), ...change });
}

/** The numbers on a preview or a result, by their words. */
export function countsIn(response: Response): string {
  const $ = dom(response);
  return $('.import-counts li')
    .toArray()
    .map((item) => $(item).text().replace(/\s+/g, ' ').trim())
    .join(', ');
}

/** Uploads and imports; gives the address of the result. */
export async function importText(browser: Visitor, text: string, change: Plan = {}): Promise<string> {
  const path = await upload(browser, text);
  const response = await run(browser, path, change);
  if (response.status !== 303) throw new Error(`The import answered ${response.status}: ${errorIn(response)}`);
  return path;
}
