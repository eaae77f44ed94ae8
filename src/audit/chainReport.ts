import type pg from 'pg';
import { OperatorError } from '../core/operatorError.ts';
import { checkAuditLog } from './auditChain.service.ts';

/** For the command, line by line. @throws OperatorError when the chain is broken or a kept hash is gone */
export async function chainReport(pool: pg.Pool, kept: string): Promise<string[]> {
  const { entries, newest, brokenAt, contains } = await checkAuditLog(pool, kept);
  if (brokenAt !== undefined)
    throw new OperatorError(`The audit log was changed: entry ${brokenAt} does not follow from the one before it.`);
  if (!contains) throw new OperatorError('The audit log was changed: no entry has the given hash any more.');
  if (entries === 0) return ['The audit log is empty.'];
  return [
    `${entries} entries, each follows from the one before it.`,
    'Keep this hash of the newest one somewhere else; given to this command later, it shows that nothing before it was changed:',
    newest,
  ];
}
