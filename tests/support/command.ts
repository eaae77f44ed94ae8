// A command of the operator, in a process of its own or, much cheaper, in that of the test.
import { execFile } from 'node:child_process';
import { printable } from '../../src/core/operatorError.ts';

export interface CommandOutcome {
  code: number;
  out: string;
  err: string;
}

/** Does what runCommand() does, without the process. */
export async function callCommand(run: () => Promise<string[]>): Promise<CommandOutcome> {
  try {
    const lines = await run();
    return { code: 0, out: lines.map((line) => `${line}\n`).join(''), err: '' };
  } catch (error) {
    return { code: 1, out: '', err: `${printable(error)}\n` };
  }
}

/** @param file TypeScript, relative to the project */
export function startCommand(file: string, args: string[], env: NodeJS.ProcessEnv): Promise<CommandOutcome> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', file, ...args], { env }, (error, out, err) => {
      resolve({ code: error ? Number(error.code) : 0, out, err });
    });
  });
}
