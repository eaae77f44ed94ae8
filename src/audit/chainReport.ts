import type pg from 'pg';
import { OperatorError } from '../core/operatorError.ts';
import { checkAuditLog } from './auditChain.service.ts';

const hashGone =
  'No entry has the given hash: the audit log was changed, or the entry was older than two years and was deleted.';

/**
 * For the command, line by line. @throws OperatorError when the chain is broken, or the given hash is invalid or not in
 * it
 */
export async function chainReport(pool: pg.Pool, knownHash: string): Promise<string[]> {
  if (!/^([0-9a-f]{64})?$/.test(knownHash)) throw new OperatorError('Which hash? npm run check-log -- <64 digits>');
  const { entries, newest, brokenAt, contains } = await checkAuditLog(pool, knownHash);
  if (brokenAt !== undefined)
    throw new OperatorError(`The audit log was changed: entry ${brokenAt} does not follow from the one before it.`);
  if (!contains) throw new OperatorError(hashGone);
  if (entries === 0) return ['The audit log is empty.'];
  return [
    `${entries} entries, each follows from the one before it.`,
    'Keep this hash of the newest one somewhere else; given to this command later, it shows that nothing before it was changed:',
    newest,
  ];
}
