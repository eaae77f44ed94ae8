import { log } from '../log/log.ts';

const tasks: (() => Promise<void>)[] = [];

/** Tasks run in reverse order. */
export function onShutdown(stop: () => Promise<void>): void {
  tasks.unshift(stop);
}

export async function shutDown(): Promise<void> {
  for (const stop of tasks.splice(0)) await stop();
}

/** Shuts down at the first signal; a second one ends the process at once. */
export function shutDownOn(signals: NodeJS.Signals[]): void {
  let stopping = false;
  const onSignal = () => {
    if (stopping) process.exit(1);
    stopping = true;
    shutDown().then(() => process.exit(0), failed);
  };
  for (const signal of signals) process.on(signal, onSignal);
}

function failed(error: unknown): never {
  log.error({ err: error }, 'shutdown failed');
  process.exit(1);
}
