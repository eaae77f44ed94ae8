import { Router } from 'express';
import { audit } from '../audit/audit.service.ts';
import { flash } from '../http/flash.ts';
import { getDatabase } from '../http/request.ts';
import { urls } from '../urls.ts';
import { retryJobs } from './jobs.service.ts';
import { auditContext } from './staff.ts';

/** `/admin/jobs`: the job queue, which the system page shows. */
export const jobsRouter = Router();

jobsRouter.post('/retry', async (req, res) => {
  const database = getDatabase(req);
  const count = await retryJobs(database.pool);
  if (count > 0) await audit(database.prisma, { ...auditContext(req), action: 'jobs_retried', details: { count } });
  flash(req, 'info', 'jobs.flash.retried', { params: { count } });
  res.redirect(303, urls.admin());
});
