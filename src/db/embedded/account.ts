// Which system user runs PostgreSQL. PostgreSQL refuses to run as root, so for root another user must.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { OperatorError } from '../../core/operatorError.ts';

/** Handed to spawn(): empty for an ordinary user, who runs PostgreSQL as themselves. */
export interface Account {
  uid?: number;
  gid?: number;
}

const preferred = ['postgres', 'nobody'];

/** The user for a cluster: its present owner if it has one, else `postgres` or `nobody`. */
export function accountFor(cluster: string): Account {
  if (process.getuid?.() !== 0) return {};
  const owner = statSync(cluster, { throwIfNoEntry: false });
  if (owner && owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  return unprivileged();
}

/** True if the user may enter `folder`, found by really trying: only so are all its parents counted in. */
export function canEnter(account: Account, folder: string): boolean {
  if (account.uid === undefined) return true;
  return spawnSync('/bin/sh', ['-c', 'cd -- "$0"', folder], { ...account, cwd: '/' }).status === 0;
}

/** True if the user may run `program`. */
export function canRun(account: Account, program: string): boolean {
  if (account.uid === undefined) return true;
  return spawnSync(program, ['--version'], { ...account, cwd: '/' }).status === 0;
}

function unprivileged(): Account {
  const lines = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  for (const name of preferred) {
    const [, , uid, gid] = lines.find((fields) => fields[0] === name) ?? [];
    if (Number(uid) > 0) return { uid: Number(uid), gid: Number(gid) };
  }
  throw new OperatorError(
    'PostgreSQL cannot run as root, and there is no user "postgres" or "nobody" to run it; add one or set DATABASE_URL.',
  );
}
