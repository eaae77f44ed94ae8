import type { Request, Response } from 'express';
import { page } from '../http/page.ts';
import { getDatabase } from '../http/request.ts';
import type { TextKey } from '../i18n/translate.ts';
import { isLastStaff } from '../users/lastStaff.service.ts';
import { countSessions } from '../users/sessions.service.ts';
import { hasTwoFactor } from '../users/twoFactor.service.ts';
import { type CountedUser, getUser } from './users.service.ts';

interface Locals {
  account: CountedUser;
  sessions: number;
  twoFactor: boolean;
  isLastStaff: boolean;
  problem: TextKey | undefined;
}

const userView = page<Locals>('admin/user');

export async function showUser(req: Request, res: Response, id: number, problem?: TextKey): Promise<void> {
  const database = getDatabase(req);
  const account = await getUser(database, id);
  const [sessions, isLast] = [await countSessions(database, id), await isLastStaff(database, id)];
  const twoFactor = await hasTwoFactor(database, id);
  userView(res, {
    title: account.username,
    section: 'admin',
    account,
    sessions,
    twoFactor,
    isLastStaff: isLast,
    problem,
  });
}
