// PostgreSQL's own programs, where a machine has them (Debian: apt-get install postgresql), for clusters that are
// thrown away.
import { execFileSync } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemUserFor } from '../../src/db/embedded/systemUser.ts';

const debian = '/usr/lib/postgresql';

/** The folder of the newest initdb, pg_ctl and pg_basebackup; undefined when there are none. */
export function findPostgresTools(): string | undefined {
  const versions = existsSync(debian) ? readdirSync(debian).sort((one, other) => Number(other) - Number(one)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, 'bin')),
    ...(process.env['PATH'] ?? '').split(':'),
  ];
  return folders.find((folder) =>
    ['initdb', 'pg_ctl', 'pg_basebackup'].every((name) => existsSync(join(folder, name))),
  );
}

/** A PostgreSQL server in a folder, without a password, for this machine only. */
export class Cluster {
  private readonly user;

  private constructor(
    private readonly tools: string,
    private readonly folder: string,
    private readonly port: number,
  ) {
    this.user = systemUserFor(folder);
  }

  static create(tools: string, folder: string, port: number): Cluster {
    const cluster = new Cluster(tools, folder, port);
    cluster.makeFolder();
    cluster.run('initdb', ['-D', folder, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--no-sync']);
    return cluster;
  }

  /** Copies a running server into a standby that follows it under the name `standby`. */
  static follow(primary: Cluster, folder: string, port: number): Cluster {
    const standby = new Cluster(primary.tools, folder, port);
    standby.makeFolder();
    const from = `host=127.0.0.1 port=${primary.port} user=postgres application_name=standby`;
    standby.run('pg_basebackup', ['-D', folder, '-d', from, '-R', '-X', 'stream', '-c', 'fast', '--no-sync']);
    return standby;
  }

  get url(): string {
    return `postgresql://postgres@127.0.0.1:${this.port}/postgres`;
  }

  start(settings: Record<string, string> = {}): void {
    const given = { port: String(this.port), listen_addresses: '127.0.0.1', unix_socket_directories: '', ...settings };
    const options = Object.entries(given).map(([name, value]) => `-c ${name}='${value}'`);
    this.run('pg_ctl', ['-D', this.folder, '-w', '-l', join(this.folder, 'log'), '-o', options.join(' '), 'start']);
  }

  promote(): void {
    this.run('pg_ctl', ['-D', this.folder, '-w', 'promote']);
  }

  /**
   * Signals the server and all of its processes. SIGKILL simulates a power cut, SIGSTOP freezes the server and SIGCONT
   * resumes it.
   */
  signal(signal: 'SIGKILL' | 'SIGSTOP' | 'SIGCONT'): void {
    const postmaster = Number(readFileSync(join(this.folder, 'postmaster.pid'), 'utf8').split('\n')[0]);
    const children = execFileSync('ps', ['-o', 'pid=', '--ppid', String(postmaster)], { encoding: 'utf8' });
    for (const pid of [postmaster, ...children.split('\n').filter(Boolean).map(Number)]) sendSignal(pid, signal);
  }

  private makeFolder(): void {
    mkdirSync(this.folder, { mode: 0o700 });
    const { uid, gid } = this.user;
    if (uid !== undefined && gid !== undefined) chownSync(this.folder, uid, gid);
  }

  private run(program: string, args: string[]): void {
    // A server that was started holds the pipes, so nothing may wait for them.
    execFileSync(join(this.tools, program), args, { ...this.user, cwd: '/', stdio: 'ignore', timeout: 60_000 });
  }
}

function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // A session that ended meanwhile.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}
