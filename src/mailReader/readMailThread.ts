// Runs as a thread of its own, bundled beside the server.
import { parentPort, workerData } from 'node:worker_threads';
import type { MailReader } from './mail.ts';
import { type MailSource, readSource } from './readSource.ts';

const { source, reader } = workerData as { source: MailSource; reader: MailReader };

void readSource(source, reader).then((result) => parentPort?.postMessage(result));
