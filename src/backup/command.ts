import { printLines, runCommand } from '../core/runCommand.ts';
import { runBackupCommand } from './backupCommands.ts';

await runCommand(async () => printLines(await runBackupCommand(process.argv.slice(2), process.env)));
