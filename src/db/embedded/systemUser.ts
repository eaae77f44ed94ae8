import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { OperatorError } from '../../core/operatorError.ts';

/** Options of spawn(); empty for the present user. */
export interface SystemUser {
  uid?: number;
  gid?: number;
}

const preferredNames = ['postgres', 'nobody'];

/** PostgreSQL refuses to run as root, so root runs it as the owner of the cluster, else as `postgres` or `nobody`. */
export function systemUserFor(cluster: string): SystemUser {
  if (process.getuid?.() !== 0) return {};
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return unprivilegedUser();
}

/** It really tries to enter, because that depends on all parent folders. */
export function canEnter(user: SystemUser, folder: string): boolean {
  if (user.uid === undefined) return true;
  return spawnSync('/bin/sh', ['-c', 'cd -- "$0"', folder], { ...user, cwd: '/' }).status === 0;
}

export function canRun(user: SystemUser, program: string): boolean {
  if (user.uid === undefined) return true;
  return spawnSync(program, ['--version'], { ...user, cwd: '/' }).status === 0;
}

function unprivilegedUser(): SystemUser {
  const lines = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of preferredNames) {
    const [, , uid, gid] = lines.find((fields) => fields[0] === name) ?? [];
    if (Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new OperatorError(
    'PostgreSQL cannot run as root, and there is no user "postgres" or "nobody" to run it; add one or set DATABASE_URL.',
  );
}
