// Does an answered save outlive kill -9? Creates contacts in the real application, kills it at random moments, starts
// it again, and looks for every contact whose POST was answered with 303. By hand: npx tsx tests/faults/kill.ts 100
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { existingClusterPaths } from '../../src/db/embedded/clusterPaths.ts';
import { embeddedUrl } from '../../src/db/embedded/embedded.ts';
import { runningPostmaster } from '../../src/db/embedded/postmaster.ts';
import { ask, removeData, temporaryFolder } from '../support/embedded.ts';
import { endApp, type RealApp, startApp } from './realApp.ts';
import { Visitor } from './visitor.ts';

interface Outcome {
  /** Contacts whose creation was answered with 303. */
  answered: number;
  /** Those of them that are not in the database: must be empty. */
  lost: string[];
  /** Contacts in the database twice: must be empty. */
  doubled: string[];
  /** How often which other status was answered. */
  refused: Record<number, number>;
  slowestStartMs: number;
}

interface Run {
  dataDir: string;
  visitor: Visitor;
  answered: string[];
  refused: Record<number, number>;
  written: number;
  slowestStartMs: number;
}

const writers = 3;
/** The kill comes at a random moment within this time after the first contact of a start was answered. */
const busyMs = 800;
const timeoutMs = 15_000;

/** Kills the application `times` times; every third time PostgreSQL as well. */
export async function killRepeatedly(times: number, report: (line: string) => void = () => {}): Promise<Outcome> {
  const run: Run = {
    dataDir: temporaryFolder(),
    visitor: new Visitor(),
    answered: [],
    refused: {},
    written: 0,
    slowestStartMs: 0,
  };
  try {
    await register(run);
    for (let kill = 1; kill <= times; kill++) {
      await writeUntilKilled(run, kill % 3 === 0);
      report(`kill ${kill}: ${run.answered.length} contacts answered`);
    }
    return await look(run);
  } finally {
    removeData(run.dataDir);
  }
}

async function register(run: Run): Promise<void> {
  const app = await start(run);
  const fields = { username: 'anna', password1: 'correct horse battery', password2: 'correct horse battery' };
  const { status } = await run.visitor.submit(`${app.address}/accounts/register/`, fields);
  await endApp(app, 'SIGKILL');
  if (status !== 303) throw new Error(`Registering was answered with ${status}.`);
}

async function writeUntilKilled(run: Run, withDatabase: boolean): Promise<void> {
  const app = await start(run);
  const before = run.answered.length;
  const writing = Array.from({ length: writers }, () => write(run, app));
  await firstAnswer(run, before);
  await delay(Math.random() * busyMs);
  if (withDatabase) killDatabase(run.dataDir);
  await endApp(app, 'SIGKILL');
  await Promise.all(writing);
}

/** Until the application is gone: what was not answered by then does not count. */
async function write(run: Run, app: RealApp): Promise<void> {
  for (;;) {
    const name = `contact-${++run.written}`;
    const answer = await run.visitor
      .submit(`${app.address}/contacts/create/`, { first_name: name })
      .catch(() => undefined);
    if (!answer) return;
    if (answer.status === 303) run.answered.push(name);
    else run.refused[answer.status] = (run.refused[answer.status] ?? 0) + 1;
  }
}

async function firstAnswer(run: Run, before: number): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (run.answered.length === before && Date.now() < deadline) await delay(5);
}

function killDatabase(dataDir: string): void {
  const place = existingClusterPaths(dataDir);
  const running = place && runningPostmaster(place.cluster);
  if (running) process.kill(running.pid, 'SIGKILL');
}

async function look(run: Run): Promise<Outcome> {
  const app = await start(run);
  const rows = await ask<{ first_name: string }>(embeddedUrl(run.dataDir) ?? '', 'SELECT first_name FROM contacts');
  await endApp(app, 'SIGTERM');
  const kept = rows.map((row) => row.first_name);
  const names = new Set(kept);
  return {
    answered: run.answered.length,
    lost: run.answered.filter((name) => !names.has(name)),
    doubled: kept.filter((name, index) => kept.indexOf(name) !== index),
    refused: run.refused,
    slowestStartMs: Math.round(run.slowestStartMs),
  };
}

async function start(run: Run): Promise<RealApp> {
  const app = await startApp(run.dataDir);
  run.slowestStartMs = Math.max(run.slowestStartMs, app.startMs);
  return app;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const outcome = await killRepeatedly(Number(process.argv[2] ?? 100), console.log);
  console.log(outcome);
  process.exit(outcome.lost.length + outcome.doubled.length === 0 ? 0 : 1);
}
