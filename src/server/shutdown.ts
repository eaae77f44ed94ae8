import { log } from '../log/log.ts';

/** What was started so far, in the order to stop it: the last first. */
const started: (() => Promise<void>)[] = [];

export function onShutdown(stop: () => Promise<void>): void {
  started.unshift(stop);
}

export async function shutDown(): Promise<void> {
  for (const stop of started.splice(0)) await stop();
}

/** At one of these signals: stops what was started. A second one ends the process at once. */
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
  log.error({ err: error }, 'stopping failed');
  process.exit(1);
}
