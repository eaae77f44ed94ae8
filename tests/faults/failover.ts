// Owners write while their database freezes and thaws, and then is lost and its standby promoted. Counts what was
// acknowledged and is not there, and prints how long each change took to be told and to be over. The rehearsal of an
// operator, by hand: npx tsx tests/faults/failover.ts 20 60

import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../../src/config.ts';
import { freePort } from '../server/lines.ts';
import { Relay } from '../server/relay.ts';
import { ask, removeData, temporaryFolder } from '../support/embedded.ts';
import { Cluster, findPostgresTools } from '../support/postgresTools.ts';
import { sign } from '../support/session.ts';
import { Owners } from './owners.ts';
import { endApp, type RealApp, startApp } from './realApp.ts';

interface Told {
  /** How long /readyz and a page took to answer, and with what. */
  readyMs: number;
  pageMs: number;
  statuses: number[];
  isTextGivenBack: boolean;
  /** From the database being back until /readyz says so and until something was saved. */
  readyAgainMs: number;
  savedAgainMs: number;
}

interface Failover {
  frozen: Told;
  promoted: Told;
  saved: number;
  lost: number;
  wrong: number;
  broken: number;
  statuses: Record<number, number>;
}

interface Scene {
  folder: string;
  primary: Cluster;
  standby: Cluster;
  relay: Relay;
  app: RealApp;
  owners: Owners;
}

export async function failover(tools: string, count: number, seconds: number): Promise<Failover> {
  const folder = temporaryFolder();
  const scene = await setUp(tools, folder, count);
  try {
    const writing = scene.owners.write();
    await delay(seconds * 250);
    const frozen = await freeze(scene);
    await delay(seconds * 250);
    const promoted = await promote(scene);
    await delay(seconds * 500);
    scene.owners.stop();
    await writing;
    return { frozen, promoted, ...(await scene.owners.compare(scene.standby.url)) };
  } finally {
    scene.owners.stop();
    await endApp(scene.app, 'SIGTERM');
    scene.relay.close();
    scene.standby.signal('SIGKILL');
    removeData(folder);
  }
}

/** A commit waits until the standby has it: without that, a promotion loses the last moments. */
async function setUp(tools: string, folder: string, count: number): Promise<Scene> {
  const primary = Cluster.create(tools, join(folder, 'primary'), await freePort());
  primary.start();
  const standby = Cluster.follow(primary, join(folder, 'standby'), await freePort());
  standby.start();
  await ask(primary.url, "ALTER SYSTEM SET synchronous_standby_names = 'standby'");
  await ask(primary.url, 'SELECT pg_reload_conf()');
  const relay = await Relay.start(new URL(primary.url));
  const settings = { DATABASE_URL: relay.url, SAVES_PER_MINUTE: '10000', SIGN_UPS_PER_HOUR: '1000' };
  const app = await startApp(folder, settings);
  return { folder, primary, standby, relay, app, owners: await Owners.register(app.address, count) };
}

async function freeze(scene: Scene): Promise<Told> {
  scene.primary.signal('SIGSTOP');
  const told = await tell(scene);
  scene.primary.signal('SIGCONT');
  return { ...told, ...(await backAfter(scene)) };
}

async function promote(scene: Scene): Promise<Told> {
  scene.primary.signal('SIGKILL');
  const told = await tell(scene);
  scene.standby.promote();
  scene.relay.pointTo(new URL(scene.standby.url));
  return { ...told, ...(await backAfter(scene)) };
}

async function tell({ app, folder }: Scene): Promise<Omit<Told, 'readyAgainMs' | 'savedAgainMs'>> {
  const headers = { cookie: `sid=${sign('made up', loadConfig({ DATA_DIR: folder }).secretKeys[0])}` };
  const form = { method: 'POST', headers, body: new URLSearchParams({ notes: 'Zebra stripes' }) };
  const [ready, page] = await Promise.all([
    timed(() => fetch(`${app.address}/readyz`)),
    timed(() => fetch(`${app.address}/contacts/create/`, form)),
  ]);
  const isTextGivenBack = (await page.result.text()).includes('Zebra stripes');
  return { readyMs: ready.ms, pageMs: page.ms, statuses: [ready.result.status, page.result.status], isTextGivenBack };
}

async function backAfter({ app, owners }: Scene): Promise<Pick<Told, 'readyAgainMs' | 'savedAgainMs'>> {
  const before = owners.saved;
  const [ready, saved] = await Promise.all([
    timed(() => until(async () => (await fetch(`${app.address}/readyz`)).status === 200)),
    timed(() => until(async () => owners.saved > before)),
  ]);
  return { readyAgainMs: ready.ms, savedAgainMs: saved.ms };
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('The application was not back within a minute.');
    await delay(20);
  }
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ result: Result; ms: number }> {
  const began = performance.now();
  const result = await work();
  return { result, ms: Math.round(performance.now() - began) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const tools = findPostgresTools();
  if (!tools) throw new Error('There is no initdb, pg_ctl and pg_basebackup. On Debian: apt-get install postgresql');
  const outcome = await failover(tools, Number(process.argv[2] ?? 20), Number(process.argv[3] ?? 60));
  console.log(outcome);
  process.exit(outcome.lost + outcome.wrong + outcome.broken === 0 ? 0 : 1);
}
