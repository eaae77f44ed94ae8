// Making the cluster: once, whole or not at all, with a made password and a database of its own.
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

/** Everything needed to run one cluster. */
export interface Cluster extends ClusterOptions {
  paths: ClusterPaths;
  user: SystemUser;
  binaries: Binaries;
}

export interface ClusterOptions {
  /** False only for tests: a power cut then costs the database, and everything is quicker. */
  durable: boolean;
  /** Of PostgreSQL by name; they go before ours. */
  settings: Record<string, string | number>;
}

/** The role and the database of the application. The role is no superuser, but may make the shadow database of Prisma. */
const appRole = 'mini_crm';

// biome-ignore lint/style/noProcessEnv: no setting of ours; a program does not start without them (the second is of Windows).
const { PATH, SYSTEMROOT } = process.env;

/** For every program of PostgreSQL: nothing of the caller's locale or PG… variables; UTC spares a search through all zones. */
export const cleanEnv = { PATH, SYSTEMROOT, LC_ALL: 'C', TZ: 'UTC' };

const run = promisify(execFile);

/** The cluster of a data folder, made if there is none. */
export async function prepareCluster(
  dataDir: string,
  { durable = true, settings = {} }: Partial<ClusterOptions> = {},
): Promise<Cluster> {
  const { paths, user } = findClusterPaths(dataDir);
  const cluster = { paths, user, binaries: binariesFor(user), durable, settings };
  if (!existsSync(paths.cluster)) await makeCluster(cluster);
  requireVersion(cluster);
  return cluster;
}

/** The address of the application's database on a running cluster. */
export function databaseUrl(paths: ClusterPaths, port: number, database = appRole): string {
  return `postgresql://${appRole}:${readFileSync(paths.password, 'utf8')}@127.0.0.1:${port}/${database}`;
}

/** Removes what starts that were killed while making the cluster left behind. Needs the lock: nobody makes one now. */
export async function removeUnfinished({ home }: ClusterPaths): Promise<void> {
  const left = (await readdir(dirname(home))).filter((name) => name.startsWith(`${basename(home)}.new-`));
  await Promise.all(left.map((name) => rm(join(dirname(home), name), { recursive: true, force: true })));
}

async function makeCluster(cluster: Cluster): Promise<void> {
  const { home } = cluster.paths;
  const unfinished = `${home}.new-${process.pid}-${randomBytes(4).toString('hex')}`;
  try {
    await fillHome(cluster, unfinished);
    renameSync(unfinished, home);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    // Another start on the same folder was quicker: its cluster stands.
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
  await makeDatabase(run(binaries.postgres, singleUserArguments(folder, durable), options), password);
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

/** One statement a line, given to a PostgreSQL in single-user mode: no port is open before there is a password. */
async function makeDatabase(session: ReturnType<typeof run>, password: string): Promise<void> {
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
