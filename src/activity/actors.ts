import type { Request } from 'express';
import { getDatabase, signedInUser } from '../http/request.ts';
import type { Translate } from '../i18n/translate.ts';
import { readUsernames } from '../users/usernames.service.ts';

/** Returns the name of a user; null stands for the application itself. */
export type ActorNames = (id: number | null) => string;

export async function readActorNames(req: Request, t: Translate, ids: (number | null)[]): Promise<ActorNames> {
  const { id: own } = signedInUser(req);
  const others = ids.filter((id) => id !== null && id !== own) as number[];
  const usernames = await readUsernames(getDatabase(req), [...new Set(others)]);
  return (id) => {
    if (id === null) return t('history.nobody');
    return id === own ? t('history.you') : (usernames.get(id) ?? t('history.somebodyElse'));
  };
}
