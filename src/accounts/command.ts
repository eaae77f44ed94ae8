// `npm run reset-password -- <username>`: prints a one-time link to a new password, for whoever can run commands on the server.
import { config as readEnvFile } from 'dotenv';
import { loadConfig, SettingError } from '../config.ts';
import { connect } from '../db/client.ts';
import { PlainError } from '../db/embedded/errors.ts';
import { joinDatabase } from '../db/open.ts';
import { urls } from '../urls.ts';
import { makeResetTokenFor } from './resetByMail.service.ts';

readEnvFile({ quiet: true });
await run(process.argv.slice(2)).catch((error) => {
  // One sentence for what the operator can mend; a stack only for our own bugs.
  console.error(error instanceof PlainError || error instanceof SettingError ? error.message : error);
  process.exitCode = 1;
});

async function run([username, ...rest]: string[]): Promise<void> {
  if (!username || rest.length > 0) throw new PlainError('Whose password? npm run reset-password -- <username>');
  const config = loadConfig(process.env);
  const opened = await joinDatabase(config);
  const database = connect(opened.url);
  try {
    const token = await makeResetTokenFor(database, username.normalize('NFKC'), new Date());
    if (!token) throw new PlainError(`There is no active user ${username}.`);
    console.log(`Open this link to set a new password for ${username}. It works once and for one hour:`);
    console.log(`${config.publicUrl}${urls.passwordReset(token)}`);
  } finally {
    await database.close();
    await opened.close();
  }
}
