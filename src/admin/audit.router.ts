import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Router } from 'express';
import { z } from 'zod';
import { type AuditPage, type AuditQuery, auditActions, listAudit } from '../audit/audit.service.ts';
import { type AuditLine, readAuditLines } from '../audit/auditChain.service.ts';
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

/** The whole log with what each hash is made of, so that others can check the chain. */
auditRouter.get('/download', async (req, res) => {
  res.attachment('audit-log.json').type('application/json');
  await pipeline(Readable.from(jsonLines(readAuditLines(getDatabase(req).pool))), res);
});

async function* jsonLines(lines: AsyncGenerator<AuditLine>): AsyncGenerator<string> {
  let separator = '[\n';
  for await (const { text, ...line } of lines) {
    yield `${separator}${JSON.stringify({ ...auditFields(text), ...line, text })}`;
    separator = ',\n';
  }
  yield separator === '[\n' ? '[]\n' : '\n]\n';
}

function auditFields(text: string): object {
  const [, at, actor_id, action, subject_id, ip, details] = JSON.parse(text);
  return { at: new Date(at).toISOString(), actor_id, action, subject_id, ip, details };
}
