import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chownSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { OperatorError } from '../../core/operatorError.ts';
import { type Binaries, binariesFor } from './binaries.ts';
import { type ClusterPaths, findClusterPaths } from './clusterPaths.ts';
import type { SystemUser } from './systemUser.ts';

export interface Cluster extends ClusterOptions {
  paths: ClusterPaths;
  user: SystemUser;
  binaries: Binaries;
}

export interface ClusterOptions {
  /** False only in tests: faster, but a power cut destroys the database. */
  durable: boolean;
  settings: Record<string, string | number>;
}

const appRole = 'mini_crm';

// biome-ignore lint/style/noProcessEnv: these are no settings; programs need PATH, and on Windows SYSTEMROOT.
const { PATH, SYSTEMROOT } = process.env;

/** Keeps the caller's locale and PG… variables from PostgreSQL. TZ=UTC saves a search through all time zones. */
export const cleanEnv = { PATH, SYSTEMROOT, LC_ALL: 'C', TZ: 'UTC' };

const run = promisify(execFile);

export async function prepareCluster(
  dataDir: string,
  { durable = true, settings = {} }: Partial<ClusterOptions> = {},
): Promise<Cluster> {
  const { paths, user } = findClusterPaths(dataDir);
  const cluster = { paths, user, binaries: binariesFor(user), durable, settings };
  if (!existsSync(paths.cluster)) await createCluster(cluster);
  requireVersion(cluster);
  return cluster;
}

export function databaseUrl(paths: ClusterPaths, port: number, database = appRole): string {
  return `postgresql://${appRole}:${readFileSync(paths.password, 'utf8')}@127.0.0.1:${port}/${database}`;
}

/** The caller must hold the lock, so that nobody is creating a cluster. */
export async function removeUnfinished({ home }: ClusterPaths): Promise<void> {
  const left = (await readdir(dirname(home))).filter((name) => name.startsWith(`${basename(home)}.new-`));
  // Another process that also tried the first start may still be writing there.
  const options = { recursive: true, force: true, maxRetries: 10 };
  await Promise.all(left.map((name) => rm(join(dirname(home), name), options)));
}

async function createCluster(cluster: Cluster): Promise<void> {
  const { home } = cluster.paths;
  const unfinished = `${home}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    await fillHome(cluster, unfinished);
    renameSync(unfinished, home);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    if (!existsSync(cluster.paths.cluster)) throw error;
  }
}

async function fillHome({ user, binaries, durable }: Cluster, home: string): Promise<void> {
  const password = randomBytes(24).toString('base64url');
  const passwordFile = join(home, 'password');
  mkdirSync(home, { mode: 0o700 });
  writeFileSync(passwordFile, password, { mode: 0o600, flush: true });
  chownTo(user, home);
  chownTo(user, passwordFile);
  const folder = join(home, 'cluster');
  const options = { ...user, cwd: dirname(binaries.initdb), env: cleanEnv, windowsHide: true };
  await run(binaries.initdb, initdbArguments(folder, passwordFile, durable), options);
  await createDatabase(run(binaries.postgres, singleUserArguments(folder, durable), options), password);
}

function chownTo({ uid, gid }: SystemUser, path: string): void {
  if (uid !== undefined && gid !== undefined) chownSync(path, uid, gid);
}

function initdbArguments(folder: string, passwordFile: string, durable: boolean): string[] {
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=icu', '--icu-locale=und'];
  const access = ['--username=postgres', `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  return [
    '-D',
    folder,
    ...locale,
    ...access,
    '--data-checksums',
    '--no-instructions',
    ...(durable ? [] : ['--no-sync']),
  ];
}

function singleUserArguments(folder: string, durable: boolean): string[] {
  return ['--single', '-D', folder, '-c', 'exit_on_error=on', '-c', `fsync=${durable ? 'on' : 'off'}`, 'postgres'];
}

/** Single-user mode opens no port before there is a password; it takes one statement per line. */
async function createDatabase(session: ReturnType<typeof run>, password: string): Promise<void> {
  const role = `CREATE ROLE ${appRole} LOGIN CREATEDB PASSWORD '${password}'`;
  const database = `CREATE DATABASE ${appRole} OWNER ${appRole}`;
  session.child.stdin?.end(`${role}\n${database}\n`);
  await session;
}

function requireVersion({ paths, binaries }: Cluster): void {
  const found = readFileSync(join(paths.cluster, 'PG_VERSION'), 'utf8').trim();
  if (Number(found) === binaries.major) return;
  throw new OperatorError(
    `The data folder ${paths.dataDir} was made with PostgreSQL ${found}, and this Mini CRM brings PostgreSQL ${binaries.major}; ` +
      'start the Mini CRM it was made with, or set DATA_DIR to another folder.',
  );
}
