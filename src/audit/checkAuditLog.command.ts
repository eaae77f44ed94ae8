// `npm run check-log [-- HASH]`: whether anything in the audit log was changed or left out.
import { loadConfig } from '../config.ts';
import { printLines, runCommand } from '../core/runCommand.ts';
import { withDatabase } from '../db/open.ts';
import { chainReport } from './chainReport.ts';

await runCommand(async () => {
  const [knownHash = ''] = process.argv.slice(2);
  printLines(await withDatabase(loadConfig(process.env), ({ pool }) => chainReport(pool, knownHash)));
});
