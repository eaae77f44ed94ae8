import { startEmbedded } from '../../src/db/embedded/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { ask, removeData, temporaryFolder } from '../support/embedded.ts';
import { endApp, type RealApp, startApp } from './realApp.ts';
import { Visitor } from './visitor.ts';

const password = 'Nine blue teapots';

/** The app as a process, and its database as another one that outlives it. */
export class KillableApp {
  readonly visitor = new Visitor();

  private constructor(
    readonly folder: string,
    private readonly server: Awaited<ReturnType<typeof startEmbedded>>,
    private app: RealApp,
  ) {}

  /** Starts both and registers a user. `prepare` fills the database before. */
  static async start(prepare: (url: string) => Promise<void> = async () => {}): Promise<KillableApp> {
    const folder = temporaryFolder();
    const server = await startEmbedded(folder);
    await migrate(server.url);
    await prepare(server.url);
    const killable = new KillableApp(folder, server, await startApp(folder, { DATABASE_URL: server.url }));
    const form = { username: 'alice', password1: password, password2: password };
    await killable.visitor.submit(`${killable.address}/accounts/register/`, form);
    return killable;
  }

  get address(): string {
    return this.app.address;
  }

  get url(): string {
    return this.server.url;
  }

  ask<Row extends Record<string, unknown>>(sql: string): Promise<Row[]> {
    return ask<Row>(this.url, sql);
  }

  /** @param rows what follows FROM */
  async count(rows: string): Promise<number> {
    return Number((await this.ask<{ count: string }>(`SELECT count(*) FROM ${rows}`))[0]?.count);
  }

  async kill(): Promise<void> {
    await endApp(this.app, 'SIGKILL');
  }

  async restart(): Promise<void> {
    this.app = await startApp(this.folder, { DATABASE_URL: this.url });
  }

  async end(): Promise<void> {
    await endApp(this.app, 'SIGTERM');
    await this.server.stop();
    removeData(this.folder);
  }
}
