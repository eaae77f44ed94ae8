import { config as readEnvFile } from 'dotenv';
import { printable } from './operatorError.ts';

/** Runs a command-line tool with the settings of `.env`. A failure is printed and sets the exit code to 1. */
export async function runCommand(run: () => Promise<void>): Promise<void> {
  readEnvFile({ quiet: true });
  try {
    await run();
  } catch (error) {
    console.error(printable(error));
    process.exitCode = 1;
  }
}

export function printLines(lines: string[]): void {
  for (const line of lines) console.log(line);
}
