// `npm run distribute`: spreads the database over the machines of a Citus cluster (docs/scaling.md).
import { OperatorError } from '../core/operatorError.ts';
import { runCommand } from '../core/runCommand.ts';
import { databaseSettings } from '../settings.ts';
import { distribute } from './distribute.ts';

const isEmbedded =
  'This installation keeps its database itself, on one machine. Move it to a server with Citus by npm run backup and npm run restore, ' +
  'and set DATABASE_URL. Nothing was changed.';

await runCommand(async () => {
  const { databaseUrl } = databaseSettings(process.env);
  if (!databaseUrl) throw new OperatorError(isEmbedded);
  await distribute(databaseUrl, (sentence) => console.log(sentence));
});
