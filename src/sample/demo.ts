import { randomBytes } from 'node:crypto';
import type { Database } from '../db/client.ts';
import { ownedBy } from '../db/owned.ts';
import { momentIn } from '../i18n/dates.ts';
import type { Locale } from '../i18n/translate.ts';
import { changePassword, createUser } from '../users/users.service.ts';
import { fillSample } from './sample.service.ts';

const username = 'demo';

export interface DemoWishes {
  /** Of a user that is made; one that is there keeps its own. */
  locale: Locale;
  time_zone: string;
  newPassword: boolean;
}

/** Makes or takes the user demo and fills it with examples; says in sentences what it did. */
export async function makeDemo(database: Database, wishes: DemoWishes, now: Date): Promise<string[]> {
  const { locale, time_zone, newPassword } = wishes;
  const password = randomBytes(9).toString('base64url');
  const made = await createUser(database, { username, email: '', password, locale, time_zone }, now);
  const { id, profile } = await database.prisma.user.findUniqueOrThrow({
    where: { username },
    select: { id: true, profile: true },
  });
  if (!made && newPassword) await changePassword(database, id, password);
  const moment = momentIn(profile?.time_zone ?? time_zone, now);
  const count = await fillSample(ownedBy(database, id), profile?.locale ?? locale, moment);
  return [
    made || newPassword
      ? `Sign in as ${username} with the password ${password} (it is shown only now).`
      : `The user ${username} was there already and keeps its password; "npm run demo -- --new-password" makes a new one.`,
    count === undefined
      ? 'The examples were there already. To have them dated anew, remove them on the page Today and run this again.'
      : `${count} example people with notes and tasks are in; one click on the page Today removes them.`,
  ];
}
