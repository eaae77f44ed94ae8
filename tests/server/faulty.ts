// A process with an uncaught exception for faults.test.ts. It prints what it stops, in order.
import { exitOnUncaught } from '../../src/server/processErrors.ts';
import { onShutdown } from '../../src/server/shutdown.ts';

onShutdown(async () => console.log('stopped the database'));
onShutdown(async () => console.log('answered what was under way'));
exitOnUncaught();
setInterval(() => {}, 1_000);
const fault = new Error('could not greet "Kowalski"');
if (process.argv[2] === 'exception') setTimeout(() => Promise.reject(fault));
else
  setTimeout(() => {
    throw fault;
  });
