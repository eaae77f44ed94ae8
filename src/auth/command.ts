// `npm run reset-password -- <username>`: prints a one-time link to a new password, for whoever can run commands on the server.
// Two-factor sign-in stays as it is, and the command says so, unless it is told to switch that off, too.

import { type Config, loadConfig } from '../config.ts';
import { OperatorError } from '../core/operatorError.ts';
import { runCommand } from '../core/runCommand.ts';
import type { Database } from '../db/client.ts';
import { withDatabase } from '../db/open.ts';
import { sendMail } from '../mail/mailer.ts';
import { twoFactorOffMail } from '../mail/mails.ts';
import { urls } from '../urls.ts';
import { switchOffTwoFactor } from '../users/disableTwoFactor.service.ts';
import { hasTwoFactor } from '../users/twoFactor.service.ts';
import { normalUsername } from '../users/username.ts';
import { makeResetTokenFor } from './resetByMail.service.ts';

const off = '--two-factor-off';
const staysOn = `Two-factor sign-in stays on: signing in still asks for a code of the phone or a recovery code.
Phone and codes lost? Run it again with ${off} at the end.`;

await runCommand(() => run(process.argv.slice(2)));

async function run(given: string[]): Promise<void> {
  const [username, ...rest] = given.filter((word) => word !== off);
  if (!username || rest.length > 0 || username.startsWith('-'))
    throw new OperatorError(`Whose password? npm run reset-password -- <username> [${off}]`);
  const config = loadConfig(process.env);
  const asked = { username: normalUsername(username), alsoTwoFactor: given.includes(off) };
  await withDatabase(config, (database) => reset(database, config, asked));
}

interface Asked {
  username: string;
  alsoTwoFactor: boolean;
}

async function reset(database: Database, config: Config, { username, alsoTwoFactor }: Asked): Promise<void> {
  const made = await makeResetTokenFor(database, username, new Date());
  if (!made) throw new OperatorError(`There is no active user ${username}.`);
  if (alsoTwoFactor) await switchOff(database, config, made.id);
  else if (await hasTwoFactor(database, made.id)) console.log(staysOn);
  console.log(`Open this link to set a new password for ${username}. It works once and for one hour:`);
  console.log(`${config.publicUrl}${urls.passwordReset(made.token)}`);
}

/** The log has the user as who did it, since nobody is signed in here, and that it was by this command. */
async function switchOff(database: Database, { mail }: Config, id: number): Promise<void> {
  const act = { at: new Date(), actor_id: id, ip: '', details: { by: 'command' } } as const;
  const reader = await switchOffTwoFactor(database, id, act);
  console.log(
    reader
      ? 'Two-factor sign-in is off, and the account is signed out everywhere.'
      : 'Two-factor sign-in was off already.',
  );
  if (!reader || !mail || reader.email === '') return;
  const told = await sendMail(mail, twoFactorOffMail(reader)).then(
    () => true,
    () => false,
  );
  console.log(told ? 'A mail tells the owner.' : 'The mail that tells the owner could not be sent.');
}
