// Everything that can fail, under load, many times: the app killed, its database killed, connections dropped in
// mid-write. Counts records lost, records wrong, and answers 5xx other than 503: all must be 0. By hand: npx tsx
// tests/faults/storm.ts 50
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { existingClusterPaths } from '../../src/db/embedded/clusterPaths.ts';
import { embeddedUrl } from '../../src/db/embedded/embedded.ts';
import { runningPostmaster } from '../../src/db/embedded/postmaster.ts';
import { ask, removeData, temporaryFolder } from '../support/embedded.ts';
import { endApp, type RealApp, startApp } from './realApp.ts';
import { Visitor } from './visitor.ts';

interface Storm {
  faults: Record<Fault, number>;
  /** Contacts whose creation was answered with 303. */
  answered: number;
  /** Those of them that are not in the database. */
  lost: number;
  /** Twice in the database, or not as they were typed. */
  wrong: number;
  /** Answers 5xx other than 503. */
  broken: number;
  /** How often which status was answered. */
  statuses: Record<number, number>;
  /** What the app logged of each broken answer. */
  faultsLogged: string[];
}

type Fault = 'app' | 'database' | 'connections';
const faults: Fault[] = ['connections', 'database', 'app'];
const writers = 4;
const busyMs = 600;
const timeoutMs = 60_000;

class Run {
  readonly dataDir = temporaryFolder();
  readonly visitor = new Visitor();
  readonly answered = new Set<string>();
  readonly statuses: Record<number, number> = {};
  readonly faults: Record<Fault, number> = { app: 0, database: 0, connections: 0 };
  readonly faultsLogged: string[] = [];
  app: RealApp | undefined;
  over = false;
  written = 0;
}

export async function storm(times: number, report: (line: string) => void = () => {}): Promise<Storm> {
  const run = new Run();
  try {
    await start(run);
    await register(run);
    const writing = Array.from({ length: writers }, () => write(run));
    for (let time = 0; time < times; time++) {
      const fault = faults[time % faults.length] as Fault;
      await oneFault(run, fault);
      report(`${time + 1}: ${fault}; ${run.answered.size} contacts answered, ${JSON.stringify(run.statuses)}`);
    }
    run.over = true;
    await Promise.all(writing);
    return await look(run);
  } finally {
    run.over = true;
    if (run.app) await endApp(run.app, 'SIGTERM');
    removeData(run.dataDir);
  }
}

async function register(run: Run): Promise<void> {
  const fields = { username: 'anna', password1: 'correct horse battery', password2: 'correct horse battery' };
  const { status } = await run.visitor.submit(`${run.app?.address}/accounts/register/`, fields);
  if (status !== 303) throw new Error(`Registering was answered with ${status}.`);
}

async function oneFault(run: Run, fault: Fault): Promise<void> {
  await afterNewAnswer(run);
  await delay(Math.random() * busyMs);
  run.faults[fault]++;
  if (fault === 'connections') await dropConnections(run);
  if (fault === 'database') killDatabase(run);
  if (fault === 'app') await killApp(run);
}

/** The site works: somebody's contact was saved since. */
async function afterNewAnswer(run: Run): Promise<void> {
  const before = run.answered.size;
  const deadline = Date.now() + timeoutMs;
  while (run.answered.size === before) {
    if (Date.now() > deadline) throw new Error(`Nothing was saved for a minute: ${JSON.stringify(run.statuses)}`);
    await delay(5);
  }
}

async function dropConnections(run: Run): Promise<void> {
  const sql = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                WHERE datname = current_database() AND pid <> pg_backend_pid()`;
  await ask(embeddedUrl(run.dataDir) ?? '', sql);
}

function killDatabase(run: Run): void {
  const place = existingClusterPaths(run.dataDir);
  const running = place && runningPostmaster(place.cluster);
  if (running) process.kill(running.pid, 'SIGKILL');
}

async function killApp(run: Run): Promise<void> {
  if (run.app) await endApp(run.app, 'SIGKILL');
  await start(run);
}

async function start(run: Run): Promise<void> {
  run.app = await startApp(run.dataDir);
  const { stdout } = run.app.process;
  if (!stdout) return;
  createInterface(stdout).on('line', (line) => {
    if (line.startsWith('{') && (JSON.parse(line).status ?? 503) !== 503) run.faultsLogged.push(line);
  });
}

async function write(run: Run): Promise<void> {
  while (!run.over) {
    const name = `contact-${++run.written}`;
    const fields = { first_name: name, last_name: `of ${name}`, notes: `${name}: żółć` };
    const status = await run.visitor.submit(`${run.app?.address}/contacts/create/`, fields).then(
      (answer) => answer.status,
      // The form's own page was answered with an error, or nobody answered at all.
      (error: Error) => Number(/: (\d{3})$/.exec(error.message)?.[1] ?? 0),
    );
    run.statuses[status] = (run.statuses[status] ?? 0) + 1;
    if (status === 303) run.answered.add(name);
    else await delay(50);
  }
}

interface Row {
  first_name: string;
  last_name: string;
  notes: string;
  search_text: string;
}

async function look(run: Run): Promise<Storm> {
  if (run.app) await endApp(run.app, 'SIGTERM');
  await start(run);
  const rows = await ask<Row>(
    embeddedUrl(run.dataDir) ?? '',
    'SELECT first_name, last_name, notes, search_text FROM contacts',
  );
  const names = rows.map((row) => row.first_name);
  const kept = new Set(names);
  const { answered, statuses } = run;
  return {
    faults: run.faults,
    answered: answered.size,
    lost: [...answered].filter((name) => !kept.has(name)).length,
    wrong: names.length - kept.size + rows.filter((row) => !isAsTyped(row)).length,
    broken: sum(Object.entries(statuses).filter(([status]) => Number(status) >= 500 && status !== '503')),
    statuses,
    faultsLogged: run.faultsLogged,
  };
}

function isAsTyped({ first_name: name, last_name, notes, search_text }: Row): boolean {
  return last_name === `of ${name}` && notes === `${name}: żółć` && search_text.includes(`\n${name} of ${name}\n`);
}

function sum(counted: [string, number][]): number {
  return counted.reduce((total, [, count]) => total + count, 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outcome = await storm(Number(process.argv[2] ?? 50), console.log);
  console.log(outcome);
  process.exit(outcome.lost + outcome.wrong + outcome.broken === 0 ? 0 : 1);
}
