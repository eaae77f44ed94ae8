import { Router } from 'express';
import { databaseOf } from './request.ts';

/** `/healthz`: the process answers. `/readyz`: so does the database. Neither needs a session. */
export const healthRouter = Router();

healthRouter.get('/healthz', (_req, res) => {
  res.json({ status: 'ok' });
});

healthRouter.get('/readyz', async (req, res) => {
  await databaseOf(req).pool.query('SELECT 1');
  res.json({ status: 'ok' });
});
