// Runs as a thread of its own, bundled beside the server.
import { parentPort, workerData } from 'node:worker_threads';
import type { OwnerContext } from './mail.ts';
import { type MailSource, readSource } from './readSource.ts';

const { source, owner } = workerData as { source: MailSource; owner: OwnerContext };

void readSource(source, owner).then((result) => parentPort?.postMessage(result));
