import type { Request, Response } from 'express';
import { page } from '../http/page.ts';
import { databaseOf } from '../http/request.ts';
import type { TextKey } from '../i18n/translate.ts';
import { isLastStaff } from '../users/lastStaff.service.ts';
import { countSessions } from '../users/sessions.service.ts';
import { hasTwoFactor } from '../users/twoFactor.service.ts';
import { type CountedUser, getUser } from './users.service.ts';

interface Locals {
  account: CountedUser;
  sessions: number;
  twoFactor: boolean;
  /** The only active staff member: what would take that away is not offered. */
  last: boolean;
  problem: TextKey | undefined;
}

const view = page<Locals>('admin/user');

/** One account, with what can be done to it. */
export async function showUser(req: Request, res: Response, id: number, problem?: TextKey): Promise<void> {
  const database = databaseOf(req);
  const account = await getUser(database, id);
  const [sessions, last] = [await countSessions(database, id), await isLastStaff(database, id)];
  const twoFactor = await hasTwoFactor(database, id);
  view(res, { title: account.username, section: 'admin', account, sessions, twoFactor, last, problem });
}
