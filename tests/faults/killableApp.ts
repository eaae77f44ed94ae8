import { startEmbedded } from '../../src/db/embedded/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';
import { ask, removeData, temporaryFolder } from '../support/embedded.ts';
import { endApp, type RealApp, startApp } from './realApp.ts';
import { Visitor } from './visitor.ts';

const password = 'Nine blue teapots';

/** The app as a process, and its database as another one that outlives it. */
export class KillableApp {
  readonly visitor = new Visitor();
  /** What it wrote to its log. */
  logged = '';

  private constructor(
    readonly folder: string,
    private readonly server: Awaited<ReturnType<typeof startEmbedded>>,
    private readonly settings: Record<string, string>,
    private app: RealApp,
  ) {
    this.listen();
  }

  /** Starts both and registers a user. `prepare` fills the database before. */
  static async start(
    prepare: (url: string) => Promise<void> = async () => {},
    given: Record<string, string> = {},
  ): Promise<KillableApp> {
    const folder = temporaryFolder();
    const server = await startEmbedded(folder);
    await migrate(server.url);
    await prepare(server.url);
    const settings = { DATABASE_URL: server.url, ...given };
    const killable = new KillableApp(folder, server, settings, await startApp(folder, settings));
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

  async stop(): Promise<void> {
    await endApp(this.app, 'SIGTERM');
  }

  async restart(): Promise<void> {
    this.app = await startApp(this.folder, this.settings);
    this.listen();
  }

  private listen(): void {
    this.app.process.stdout?.on('data', (piece: Buffer) => (this.logged += piece.toString()));
  }

  async end(): Promise<void> {
    await this.stop();
    await this.server.stop();
    removeData(this.folder);
  }
}
