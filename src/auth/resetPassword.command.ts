// `npm run reset-password -- <username> [--two-factor-off]`: prints a one-time link to a new password.

import { type Config, loadConfig } from '../config.ts';
import { OperatorError } from '../core/operatorError.ts';
import { runCommand } from '../core/runCommand.ts';
import type { Database } from '../db/client.ts';
import { withDatabase } from '../db/open.ts';
import { sendMail } from '../mail/mailer.ts';
import { twoFactorOffMail } from '../mail/mails.ts';
import { urls } from '../urls.ts';
import { disableLostTwoFactor } from '../users/disableTwoFactor.service.ts';
import { hasTwoFactor } from '../users/twoFactor.service.ts';
import { normalizeUsername } from '../users/username.ts';
import { createResetTokenFor } from './resetTokens.service.ts';

const disableTwoFactorFlag = '--two-factor-off';
const twoFactorStaysOn = `Two-factor sign-in stays on: signing in still asks for a code of the phone or a recovery code.
Phone and codes lost? Run it again with ${disableTwoFactorFlag} at the end.`;

await runCommand(() => run(process.argv.slice(2)));

async function run(args: string[]): Promise<void> {
  const [username, ...rest] = args.filter((arg) => arg !== disableTwoFactorFlag);
  if (!username || rest.length > 0 || username.startsWith('-'))
    throw new OperatorError(`Whose password? npm run reset-password -- <username> [${disableTwoFactorFlag}]`);
  const config = loadConfig(process.env);
  const options = { username: normalizeUsername(username), disablesTwoFactor: args.includes(disableTwoFactorFlag) };
  await withDatabase(config, (database) => printResetLink(database, config, options));
}

interface Options {
  username: string;
  disablesTwoFactor: boolean;
}

async function printResetLink(
  database: Database,
  config: Config,
  { username, disablesTwoFactor }: Options,
): Promise<void> {
  const user = await createResetTokenFor(database, username, new Date());
  if (!user) throw new OperatorError(`There is no active user ${username}.`);
  if (disablesTwoFactor) await disableTwoFactorAndReport(database, config, user.id);
  else if (await hasTwoFactor(database, user.id)) console.log(twoFactorStaysOn);
  console.log(`Open this link to set a new password for ${username}. It works once and for one hour:`);
  console.log(`${config.publicUrl}${urls.resetPassword(user.token)}`);
}

/** Nobody is signed in here, so the audit log names the user as the actor, and this command. */
async function disableTwoFactorAndReport(database: Database, { mail }: Config, id: number): Promise<void> {
  const context = { at: new Date(), actor_id: id, ip: '', details: { by: 'command' } } as const;
  const recipient = await disableLostTwoFactor(database, id, context);
  console.log(
    recipient
      ? 'Two-factor sign-in is off, and the account is signed out everywhere.'
      : 'Two-factor sign-in was off already.',
  );
  if (!recipient || !mail || recipient.email === '') return;
  const sent = await sendMail(mail, twoFactorOffMail(recipient)).then(
    () => true,
    () => false,
  );
  console.log(sent ? 'A mail tells the owner.' : 'The mail that tells the owner could not be sent.');
}
