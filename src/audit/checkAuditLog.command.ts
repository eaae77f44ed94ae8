// `npm run check-log [-- HASH]`: whether anything in the audit log was changed or left out.
import { loadConfig } from '../config.ts';
import { OperatorError } from '../core/operatorError.ts';
import { printLines, runCommand } from '../core/runCommand.ts';
import { withDatabase } from '../db/open.ts';
import { chainReport } from './chainReport.ts';

await runCommand(async () => {
  const [kept = ''] = process.argv.slice(2);
  if (!/^([0-9a-f]{64})?$/.test(kept)) throw new OperatorError('Which hash? npm run check-log -- <64 digits>');
  printLines(await withDatabase(loadConfig(process.env), ({ pool }) => chainReport(pool, kept)));
});
