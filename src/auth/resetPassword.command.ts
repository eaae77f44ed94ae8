// `npm run reset-password -- <username> [--two-factor-off]`: prints a one-time link to a new password.
import { printLines, runCommand } from '../core/runCommand.ts';
import { runResetPasswordCommand } from './resetLink.ts';

await runCommand(async () => printLines(await runResetPasswordCommand(process.argv.slice(2), process.env)));
