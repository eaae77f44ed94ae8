import { type Config, loadConfig } from '../config.ts';
import { OperatorError } from '../core/operatorError.ts';
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

/** Returns the lines that the command prints. @throws OperatorError for invalid arguments or an unknown user */
export async function runResetPasswordCommand(args: string[], env: NodeJS.ProcessEnv): Promise<string[]> {
  const [username, ...rest] = args.filter((arg) => arg !== disableTwoFactorFlag);
  if (!username || rest.length > 0 || username.startsWith('-'))
    throw new OperatorError(`Whose password? npm run reset-password -- <username> [${disableTwoFactorFlag}]`);
  const config = loadConfig(env);
  const options = { username: normalizeUsername(username), disablesTwoFactor: args.includes(disableTwoFactorFlag) };
  return withDatabase(config, (database) => resetLinkLines(database, config, options));
}

interface Options {
  username: string;
  disablesTwoFactor: boolean;
}

async function resetLinkLines(
  database: Database,
  config: Config,
  { username, disablesTwoFactor }: Options,
): Promise<string[]> {
  const user = await createResetTokenFor(database, username, new Date());
  if (!user) throw new OperatorError(`There is no active user ${username}.`);
  const aboutTwoFactor = disablesTwoFactor
    ? await disableTwoFactor(database, config, user.id)
    : (await hasTwoFactor(database, user.id))
      ? [twoFactorStaysOn]
      : [];
  return [
    ...aboutTwoFactor,
    `Open this link to set a new password for ${username}. It works once and for one hour:`,
    `${config.publicUrl}${urls.resetPassword(user.token)}`,
  ];
}

/** Nobody is signed in here, so the audit log names the user as the actor, and this command. */
async function disableTwoFactor(database: Database, { mail }: Config, id: number): Promise<string[]> {
  const context = { at: new Date(), actor_id: id, ip: '', details: { by: 'command' } } as const;
  const recipient = await disableLostTwoFactor(database, id, context);
  if (!recipient) return ['Two-factor sign-in was off already.'];
  const isOff = 'Two-factor sign-in is off, and the account is signed out everywhere.';
  if (!mail || recipient.email === '') return [isOff];
  const sent = await sendMail(mail, twoFactorOffMail(recipient)).then(
    () => true,
    () => false,
  );
  return [isOff, sent ? 'A mail tells the owner.' : 'The mail that tells the owner could not be sent.'];
}
