// `npm run demo [-- --lang pl] [--new-password]`: creates the user demo with sample data.
import { printLines, runCommand } from '../core/runCommand.ts';
import { fillDemo } from './fillDemo.ts';

await runCommand(async () => printLines(await fillDemo(process.argv.slice(2), process.env)));
