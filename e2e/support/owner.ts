import type { APIRequestContext } from '@playwright/test';

export const password = 'Nine blue teapots';

type Fields = Record<string, string>;
let count = 0;

/** A name that no other test of this run has. */
export function newName(): string {
  return `owner${process.pid}x${++count}`;
}

/** A user who sends forms without opening pages; the cookies are those of the test's browser. */
export class Owner {
  private constructor(
    private readonly requests: APIRequestContext,
    readonly username: string,
  ) {}

  static async register(requests: APIRequestContext, username = newName()): Promise<Owner> {
    const owner = new Owner(requests, username);
    // The zone of the tests' browsers, which would tell it themselves.
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

  /** The source of a page. */
  async read(path: string): Promise<string> {
    return (await this.requests.get(path)).text();
  }

  /** Sends the form of a page; anything but being taken elsewhere afterwards is an error. Returns where to. */
  async send(path: string, fields: Fields): Promise<string> {
    const page = await this.read(path);
    const token = /name="_csrf" value="([^"]+)"/.exec(page)?.[1];
    if (!token) throw new Error(`There is no form at ${path}`);
    const form = { ...fields, _csrf: token };
    const answer = await this.requests.post(path, { form, maxRedirects: 0 });
    if (answer.status() !== 303) throw new Error(`${path} answered ${answer.status()}: ${await answer.text()}`);
    return answer.headers()['location'] ?? '';
  }

  /** Sends the form and returns the id of the record that it leads to. */
  async add(path: string, fields: Fields): Promise<number> {
    const location = await this.send(path, fields);
    return Number(/\/(\d+)\/$/.exec(location)?.[1]);
  }
}
