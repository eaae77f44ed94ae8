import type { APIRequestContext } from '@playwright/test';

export const password = 'Nine blue teapots';

type Fields = Record<string, string>;
let count = 0;

/** A name that is unique in this run. */
export function uniqueUsername(): string {
  return `owner${process.pid}x${++count}`;
}

/** A user who sends forms without opening pages, with the cookies of the test's browser. */
export class Owner {
  constructor(
    private readonly requests: APIRequestContext,
    readonly username: string,
  ) {}

  static async register(requests: APIRequestContext, username = uniqueUsername()): Promise<Owner> {
    const owner = new Owner(requests, username);
    // The zone that the tests' browsers would send.
    const time_zone = 'Europe/Warsaw';
    await owner.send('/accounts/register/', { username, password1: password, password2: password, time_zone });
    return owner;
  }

  static async signIn(requests: APIRequestContext, username: string): Promise<Owner> {
    const owner = new Owner(requests, username);
    await owner.send('/accounts/login/', { username, password });
    return owner;
  }

  addContact(fields: Fields): Promise<number> {
    return this.add('/contacts/create/', fields);
  }

  addCompany(fields: Fields): Promise<number> {
    return this.add('/companies/create/', fields);
  }

  /** The HTML of a page. */
  async read(path: string): Promise<string> {
    return (await this.requests.get(path)).text();
  }

  /** Sends the form of a page and returns where it redirects; anything else is an error. */
  async send(path: string, fields: Fields): Promise<string> {
    const page = await this.read(path);
    const token = /name="_csrf" value="([^"]+)"/.exec(page)?.[1];
    if (!token) throw new Error(`There is no form at ${path}`);
    const form = { ...fields, _csrf: token };
    const answer = await this.requests.post(path, { form, maxRedirects: 0 });
    if (answer.status() !== 303) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`);
    return answer.headers()['location'] ?? '';
  }

  /** Sends the form and returns the id of the record that it redirects to. */
  async add(path: string, fields: Fields): Promise<number> {
    const location = await this.send(path, fields);
    return Number(/\/(\d+)\/$/.exec(location)?.[1]);
  }
}
