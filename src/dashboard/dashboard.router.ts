import { Router } from 'express';
import type { ContactRow } from '../contacts/contacts.service.ts';
import { page } from '../http/page.ts';
import { ownedDb } from '../http/request.ts';
import { countByStatus, newestContacts, type StatusCounts } from './dashboard.service.ts';

export const dashboardRouter = Router();

const view = page<{ counts: StatusCounts; total: number; contacts: ContactRow[] }>('dashboard/today');

dashboardRouter.get('/', async (req, res) => {
  const db = ownedDb(req);
  const [counts, contacts] = await Promise.all([countByStatus(db), newestContacts(db)]);
  const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
  view(res, { title: res.locals['t']('dashboard.title'), section: 'today', counts, total, contacts });
});
