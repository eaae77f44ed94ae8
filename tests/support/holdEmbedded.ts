// A process that owns the embedded server of a data folder, to be killed by tests: prints its address, or the error, as
// one line.
import { startEmbedded } from '../../src/db/embedded/embedded.ts';

const [dataDir = ''] = process.argv.slice(2);

startEmbedded(dataDir, { durable: false }).then(
  ({ url, stop }) => {
    console.log(url);
    process.on('SIGTERM', () => stop().then(() => process.exit(0)));
  },
  (error: Error) => {
    console.log(`${error.name}: ${error.message}`);
    process.exit(1);
  },
);
