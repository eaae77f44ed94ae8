// A browser behind the proxy. It keeps what it typed, which must not be in the log.
import type { Answer, FrontProxy } from './proxy.ts';

export class Browser {
  readonly cookies = new Map<string, string>();
  /** Every value that it sent or received and that no log may contain. */
  readonly secrets = new Set<string>();

  constructor(readonly proxy: FrontProxy) {}

  get(path: string): Promise<Answer> {
    return this.#ask(path);
  }

  /** Opens the page of a form and submits it. */
  async submit(path: string, fields: Record<string, string>): Promise<Answer> {
    const page = await this.get(path);
    const token = /name="_csrf"[^>]*value="([^"]+)"/.exec(page.text)?.[1];
    if (!token) throw new Error(`There is no form at ${path}: ${page.status}`);
    for (const value of [token, ...Object.values(fields)]) this.secrets.add(value);
    return this.#ask(path, new URLSearchParams({ ...fields, _csrf: token }).toString());
  }

  async #ask(path: string, body?: string): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers: Record<string, string> = { cookie, 'accept-language': 'en' };
    if (body !== undefined) headers['content-type'] = 'application/x-www-form-urlencoded';
    const answer = await this.proxy.ask(path, { headers, ...(body !== undefined && { body }) });
    for (const line of answer.headers['set-cookie'] ?? []) this.#keep(line);
    return answer;
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    this.cookies.set(name, value);
    if (value.length > 8) this.secrets.add(value);
  }
}
