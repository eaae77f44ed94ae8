import { randomBytes } from 'node:crypto';
import type { Database } from '../db/client.ts';
import { ownedBy } from '../db/owned.ts';
import { momentIn } from '../i18n/dates.ts';
import type { Locale } from '../i18n/translate.ts';
import { changePassword, createUser } from '../users/users.service.ts';
import { fillSample } from './sample.service.ts';

const username = 'demo';

export interface DemoOptions {
  /** For a new user; an existing one keeps its settings. */
  locale: Locale;
  time_zone: string;
  newPassword: boolean;
}

/** Creates the user demo if needed and adds the sample data. Returns what it did, in sentences. */
export async function createDemo(database: Database, options: DemoOptions, now: Date): Promise<string[]> {
  const { locale, time_zone, newPassword } = options;
  const password = randomBytes(9).toString('base64url');
  const createdId = await createUser(database, { username, email: '', password, locale, time_zone }, now);
  const { id } = await database.prisma.user.findUniqueOrThrow({ where: { username }, select: { id: true } });
  const profile = await database.prisma.profile.findUnique({ where: { user_id: id } });
  if (createdId === undefined && newPassword) await changePassword(database, id, password);
  const moment = momentIn(profile?.time_zone ?? time_zone, now);
  const count = await fillSample(ownedBy(database, id), profile?.locale ?? locale, moment);
  return [
    createdId !== undefined || newPassword
      ? `Sign in as ${username} with the password ${password} (it is shown only now).`
      : `The user ${username} was there already and keeps its password; "npm run demo -- --new-password" makes a new one.`,
    count === undefined
      ? 'The examples were there already. To have them dated anew, remove them on the page Today and run this again.'
      : `${count} example people with notes and tasks are in; one click on the page Today removes them.`,
  ];
}
