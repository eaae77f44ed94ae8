// Imports files over HTTP.
import type { Response } from 'supertest';
import { dom, type Visitor } from '../support/app.ts';

export const uploadPath = '/contacts/import/';

/** Uploads a file; returns the path of its preview. */
export async function upload(browser: Visitor, text: string | Buffer, name = 'people.csv'): Promise<string> {
  const response = await browser.postFile(uploadPath, Buffer.from(text), name);
  if (response.status !== 303) throw new Error(`The upload answered ${response.status}: ${errorIn(response)}`);
  return String(response.headers['location']);
}

export function errorIn(response: Response): string {
  return dom(response)('.error-summary p').text().trim();
}

type FormValues = Record<string, string | string[]>;

/** The form of a preview, as a browser would send it. */
export async function previewForm(browser: Visitor, path: string): Promise<FormValues> {
  const $ = dom(await browser.get(path));
  const columns = $('select[name="columns[]"]')
    .toArray()
    .map((select) => String($(select).find('option[selected]').val()));
  const header = $('[name=header]').is('[checked]');
  const encoding = $('[name=encoding]').val();
  return {
    'columns[]': columns,
    existing: String($('[name=existing]:checked, [type=hidden][name=existing]').val()),
    status: String($('[name=status]').val()),
    tags: String($('[name=tags]').val()),
    'word[]': $('[name="word[]"]')
      .toArray()
      .map((input) => String($(input).val())),
    'means[]': $('[name="means[]"]')
      .toArray()
      .map((select) => String($(select).find('option[selected]').val() ?? '')),
    dateOrder: String($('[name=dateOrder] option[selected]').val() ?? ''),
    ...(header && { header: '1' }),
    ...(encoding !== undefined && { encoding: String(encoding) }),
  };
}

/** Runs an import as its preview shows it, with some values changed. */
export async function run(browser: Visitor, path: string, change: FormValues = {}): Promise<Response> {
  return browser.post(`${path}run/`, { ...(await previewForm(browser, path)), ...change });
}

/** The counts on a preview or a result, with their labels. */
export function countsIn(response: Response): string {
  const $ = dom(response);
  return $('.import-counts li')
    .toArray()
    .map((item) => $(item).text().replace(/\s+/g, ' ').trim())
    .join(', ');
}

/** Uploads and imports a text; returns the path of the result. */
export async function importText(browser: Visitor, text: string, change: FormValues = {}): Promise<string> {
  const path = await upload(browser, text);
  const response = await run(browser, path, change);
  if (response.status !== 303) throw new Error(`The import answered ${response.status}: ${errorIn(response)}`);
  return path;
}
