// A browser reduced to what a form needs: cookies, the token in a page, and the answer to a POST.

export class Visitor {
  readonly #cookies = new Map<string, string>();

  /** Opens the page of a form and sends it; the answer is not followed. */
  async submit(address: string, fields: Record<string, string>, formAt = address): Promise<Response> {
    const token = await this.#tokenAt(formAt);
    return this.#send(address, new URLSearchParams({ ...fields, _csrf: token }));
  }

  /** The same with a file named `account.zip`. */
  async submitFile(address: string, file: Buffer<ArrayBuffer>): Promise<Response> {
    const body = new FormData();
    body.set('_csrf', await this.#tokenAt(address));
    body.set('file', new Blob([file]), 'account.zip');
    return this.#send(address, body);
  }

  async #tokenAt(address: string): Promise<string> {
    const page = await this.#fetch(address);
    const token = /name="_csrf"[^>]*value="([^"]+)"/.exec(await page.text())?.[1];
    if (!token) throw new Error(`There is no form at ${address}: ${page.status}`);
    return token;
  }

  async #send(address: string, body: URLSearchParams | FormData): Promise<Response> {
    const answer = await this.#fetch(address, { method: 'POST', body });
    await answer.arrayBuffer();
    return answer;
  }

  async #fetch(address: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.#cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(address, { ...init, headers: { cookie }, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    return answer;
  }

  #keep(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    this.#cookies.set(name, value);
  }
}
