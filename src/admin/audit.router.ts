import { Router } from 'express';
import { z } from 'zod';
import { type AuditPage, type AuditQuery, auditActions, listAudit } from '../audit/audit.service.ts';
import { page } from '../http/page.ts';
import { getDatabase } from '../http/request.ts';
import { givenId, oneOf, pageNumber } from '../validation/queryFields.ts';

const AuditQuerySchema = z.object({
  page: pageNumber,
  action: oneOf(auditActions),
  user: givenId,
});

const auditView = page<{ log: AuditPage; query: AuditQuery; auditActions: typeof auditActions }>('admin/audit');

/** `/admin/log`: who did what, when and from where. */
export const auditRouter = Router();

auditRouter.get('/', async (req, res) => {
  const query = AuditQuerySchema.parse(req.query);
  const log = await listAudit(getDatabase(req), query);
  auditView(res, { title: res.locals.t('admin.audit.title'), section: 'admin', log, query, auditActions });
});
