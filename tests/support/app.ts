// The real app on the worker's own database, and browsers without a screen that use it over HTTP.

import bcrypt from 'bcrypt';
import * as cheerio from 'cheerio';
import type { Express } from 'express';
import supertest, { type Response } from 'supertest';
import { afterAll } from 'vitest';
import { createApp } from '../../src/app.ts';
import { type Config, loadConfig } from '../../src/config.ts';
import { connect, type Database } from '../../src/db/client.ts';
import type { User } from '../../src/db/generated/client.ts';
import { type OwnedDb, ownedBy } from '../../src/db/owned.ts';
import { log } from '../../src/log/log.ts';
import { testDatabaseUrl } from './database.ts';
import { openSession } from './session.ts';

export const password = 'Nine blue teapots';
const passwordHash = bcrypt.hashSync(password, 4);

export interface TestApp {
  app: Express;
  database: Database;
  config: Config;
  clock: () => Date;
}

export interface AppOptions {
  /** The moment that every request sees; real time when absent. */
  clock?: () => Date;
  environment?: Record<string, string>;
}

/** The app on this worker's database; closed after the file's tests. */
export async function testApp({ clock = () => new Date(), environment = {} }: AppOptions = {}): Promise<TestApp> {
  log.level = 'silent';
  const config = loadConfig({ NODE_ENV: 'test', SECRET_KEY: 'only for the tests of this run', ...environment });
  const database = connect(await testDatabaseUrl());
  afterAll(() => database.close());
  return { app: createApp({ config, database, clock }), database, config, clock };
}

export type UserOptions = Partial<User> & { locale?: 'en' | 'pl'; time_zone?: string };

/** A user whose password is `password`; hashed cheaply, so that signing in takes a few milliseconds. */
export async function createUser(
  { database }: TestApp,
  username = 'alice',
  { locale = 'en', time_zone = 'Europe/Warsaw', ...user }: UserOptions = {},
): Promise<User> {
  return database.prisma.user.create({
    data: { username, password_hash: passwordHash, ...user, profile: { create: { locale, time_zone } } },
  });
}

/** The handle of this user's records, for arranging and checking. */
export function dbOf({ database }: TestApp, user: Pick<User, 'id'>): OwnedDb {
  return ownedBy(database, user.id);
}

type Fields = Record<string, string | number | string[]>;

/** Keeps cookies like a browser and sends the CSRF token with every form. */
export class Visitor {
  private readonly app: TestApp;
  private readonly headers: Record<string, string>;
  private agent: ReturnType<typeof supertest.agent>;
  private token: string | undefined;

  constructor(app: TestApp, headers: Record<string, string> = {}) {
    this.app = app;
    this.headers = headers;
    this.agent = this.newAgent();
  }

  get(path: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.agent
      .get(path)
      .set(headers)
      .then((response) => response);
  }

  head(path: string): Promise<Response> {
    return this.agent.head(path).then((response) => response);
  }

  /** The body of the answer is a Buffer. */
  download(path: string): Promise<Response> {
    return this.agent
      .get(path)
      .responseType('blob')
      .then((response) => response);
  }

  async post(path: string, fields: Fields = {}): Promise<Response> {
    return this.postRaw(path, { _csrf: await this.csrfToken(), ...fields });
  }

  /** Posts without a token, unless it is given. */
  postRaw(path: string, fields: Fields): Promise<Response> {
    return this.agent
      .post(path)
      .type('form')
      .send(fields)
      .then((response) => response);
  }

  /** A form with a file in it. */
  async postFile(path: string, file: Buffer, name: string, fields: Record<string, string> = {}): Promise<Response> {
    const all = { _csrf: await this.csrfToken(), ...fields };
    const form = this.agent.post(path).field(all).attach('file', file, name);
    return form.then((response) => response);
  }

  /** A body of any kind, with the token in a header as a script sends it. */
  async postBody(path: string, type: string, body: string): Promise<Response> {
    return this.agent
      .post(path)
      .set({ 'X-CSRF-Token': await this.csrfToken(), 'Content-Type': type })
      .send(body)
      .then((response) => response);
  }

  /** Through the form, as a person does; `signedIn` is faster. */
  async signIn(user: Pick<User, 'username'>): Promise<this> {
    const response = await this.post('/accounts/login/', { username: user.username, password });
    if (response.status !== 303) throw new Error(`Sign-in of ${user.username} answered ${response.status}`);
    return this;
  }

  /** Leaves all cookies and has a session of this user, without the form. */
  async openSession({ id }: Pick<User, 'id'>): Promise<this> {
    const { app, database, config, clock } = this.app;
    const [session, { token, cookies }] = [await openSession(database, config, id, clock()), await formOf(app)];
    this.agent = this.newAgent();
    for (const { name, value } of [session, ...cookies])
      this.agent.jar.setCookie(`${name}=${value}; path=/`, '127.0.0.1');
    this.token = token;
    return this;
  }

  private newAgent(): ReturnType<typeof supertest.agent> {
    return supertest.agent(this.app.app).set({ 'Accept-Language': 'en', ...this.headers });
  }

  private async csrfToken(): Promise<string> {
    this.token ??= await this.readToken();
    return this.token;
  }

  private async readToken(): Promise<string> {
    const page = await this.get('/accounts/login/');
    return tokenIn(page.status === 200 ? page : await this.get('/accounts/profile/'));
  }
}

/** A browser in which the user is signed in. */
export function signedIn(app: TestApp, user: Pick<User, 'id'>): Promise<Visitor> {
  return new Visitor(app).openSession(user);
}

interface CsrfForm {
  token: string;
  cookies: { name: string; value: string }[];
}

const forms = new WeakMap<Express, Promise<CsrfForm>>();

/** A token and its cookie, which any number of browsers may share: read once for an app. */
function formOf(app: Express): Promise<CsrfForm> {
  const known = forms.get(app) ?? readForm(app);
  forms.set(app, known);
  return known;
}

async function readForm(app: Express): Promise<CsrfForm> {
  const page = await supertest(app).get('/accounts/login/');
  const cookies = [page.headers['set-cookie'] ?? []].flat().map((line: string) => {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    return { name, value };
  });
  return { token: tokenIn(page), cookies };
}

function tokenIn(page: Response): string {
  const token = dom(page)('input[name=_csrf]').first().val();
  if (typeof token !== 'string' || token === '') throw new Error('There is no CSRF token in the page');
  return token;
}

/** The response's HTML, for queries by selector. */
export function dom(response: Response): cheerio.CheerioAPI {
  return cheerio.load(response.text);
}
