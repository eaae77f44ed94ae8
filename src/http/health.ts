import { Router } from 'express';
import { pendingMigrations } from '../db/migrate.ts';
import { getDatabase } from './request.ts';

/** `/readyz` also asks the database and its migrations. */
export const healthRouter = Router();

healthRouter.get('/healthz', (_req, res) => {
  res.json({ status: 'ok' });
});

healthRouter.get('/readyz', async (req, res) => {
  const missing = await pendingMigrations(getDatabase(req).pool);
  res
    .status(missing.length > 0 ? 503 : 200)
    .json({ status: missing.length > 0 ? 'migrations missing' : 'ok', missing });
});
