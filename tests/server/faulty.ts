// A process with a fault that nobody catches, for faults.test.ts: says what it stops, and in which order.
import { endOnFault } from '../../src/server/processErrors.ts';
import { stopLater } from '../../src/server/shutdown.ts';

stopLater(async () => console.log('stopped the database'));
stopLater(async () => console.log('answered what was under way'));
endOnFault();
setInterval(() => {}, 1_000);
const fault = new Error('could not greet "Kowalski"');
if (process.argv[2] === 'exception') setTimeout(() => Promise.reject(fault));
else
  setTimeout(() => {
    throw fault;
  });
