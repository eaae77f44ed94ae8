import { setTimeout as delay } from 'node:timers/promises';
import { Router } from 'express';
import { pendingMigrations } from '../db/migrate.ts';
import { HttpError } from './errors.ts';
import { getDatabase } from './request.ts';

const timeoutMs = 2_000;

/** `/readyz` also asks the database and its migrations. */
export const healthRouter = Router();

healthRouter.get('/healthz', (_req, res) => {
  res.json({ status: 'ok' });
});

healthRouter.get('/readyz', async (req, res) => {
  const asked = pendingMigrations(getDatabase(req).pool).catch(() => undefined);
  const missing = await Promise.race([asked, delay(timeoutMs, undefined)]);
  if (!missing) throw new HttpError(503);
  res
    .status(missing.length > 0 ? 503 : 200)
    .json({ status: missing.length > 0 ? 'migrations missing' : 'ok', missing });
});
