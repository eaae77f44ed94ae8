import { Router } from 'express';
import { z } from 'zod';
import { page } from '../http/page.ts';
import { pageNumber } from '../http/pagination.ts';
import { givenId, oneOf } from '../http/query.ts';
import { databaseOf } from '../http/request.ts';
import { type AuditPage, type AuditQuery, auditActions, listAudit } from './audit.service.ts';

const AuditQuerySchema = z.object({
  page: pageNumber,
  action: oneOf(auditActions),
  user: givenId,
});

const view = page<{ log: AuditPage; query: AuditQuery; shown: typeof auditActions }>('admin/audit');

/** `/admin/log`: who did what, when and from where. */
export const auditRouter = Router();

auditRouter.get('/', async (req, res) => {
  const query = AuditQuerySchema.parse(req.query);
  const log = await listAudit(databaseOf(req), query);
  view(res, { title: res.locals['t']('admin.audit.title'), section: 'admin', log, query, shown: auditActions });
});
