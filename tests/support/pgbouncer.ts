// PgBouncer in transaction mode, where a machine has it (Debian: apt-get install pgbouncer).
import { spawn } from 'node:child_process';
import { chownSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { systemUserFor } from '../../src/db/embedded/systemUser.ts';
import { freePort } from '../server/lines.ts';
import { ask } from './embedded.ts';
import { endProcess } from './endProcess.ts';

export function findPgBouncer(): string | undefined {
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/sbin'];
  return folders.map((folder) => join(folder, 'pgbouncer')).find((program) => existsSync(program));
}

/** Three connections for everybody, so that sessions change between the transactions of a client. */
export async function startPgBouncer(program: string, folder: string, server: URL) {
  const home = join(folder, 'pgbouncer');
  const user = systemUserFor(home);
  mkdirSync(home);
  if (user.uid !== undefined && user.gid !== undefined) chownSync(home, user.uid, user.gid);
  const port = await freePort();
  const ini = join(home, 'pgbouncer.ini');
  writeFileSync(join(home, 'users.txt'), `"${server.username}" "${decodeURIComponent(server.password)}"\n`);
  writeFileSync(ini, settings(server, port, join(home, 'users.txt')));
  const child = spawn(program, [ini], { ...user, cwd: '/', stdio: 'ignore' });
  const url = Object.assign(new URL(server), { host: `127.0.0.1:${port}` }).href;
  await reachable(url);
  return { url, stop: () => endProcess(child) };
}

function settings(server: URL, port: number, users: string): string {
  return `[databases]
* = host=${server.hostname} port=${server.port || 5432}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${port}
unix_socket_dir =
auth_type = plain
auth_file = ${users}
pool_mode = transaction
default_pool_size = 3
ignore_startup_parameters = extra_float_digits,options
`;
}

async function reachable(url: string): Promise<void> {
  for (let tries = 1; ; tries++) {
    const error = await ask(url, 'SELECT 1').then(
      () => undefined,
      (reason: unknown) => reason,
    );
    if (!error) return;
    if (tries === 50) throw error;
    await delay(100);
  }
}
